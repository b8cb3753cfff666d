"""What waits for people, and how they hear of it.

Its words: *desk*, *pile*, *notice*, *digest*, *channel*, *delivery*, *feed*. It takes values and composes nothing: the
rooms say what lies on whose desk, the evening round says what is worth a notice.
"""

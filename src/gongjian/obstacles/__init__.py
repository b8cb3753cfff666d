"""What is in the way, and whose desk it is on.

Its words: *obstacle*, *kind*, *group*, *level*, *clock*, *instruction*, *closing*, *re-check*. An obstacle belongs to a
project, may hold up several items, and is always on exactly one desk.
"""

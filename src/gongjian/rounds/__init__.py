"""What goes through all rooms: the evening round, the morning's post, a campaign's opening and its deletion.

Its words: *round*, *opening*. Stands on top of the rooms and acts through their verbs.
"""

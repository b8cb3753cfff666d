"""What happens by itself: the evening round and the morning's post.

Its words: *round*. Stands on top of the rooms and acts only through their verbs.
"""

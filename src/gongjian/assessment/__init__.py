"""What it is worth: points and places.

Its words: *score line*, *score*, *place*, *result*. A score is a tuple of lines, each with its reason; a published
result keeps its lines and is never worked out again. Must never know meetings or publicity.
"""

"""What is promised: the campaign's list.

Its words: *project*, *item*, *baseline*, *curve*, *expected*, *gap*, *light*, *saved view*. A project holds items; an
item has one deliverable and a baseline, and every baseline that it ever had stays. Knows no reports and no scores.
"""

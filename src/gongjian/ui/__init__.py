"""The look of the product: the frame of every page, its components, tags, styles and islands.

Its words: *light*, *component*, *island*, *frame*. Knows no campaign.
"""

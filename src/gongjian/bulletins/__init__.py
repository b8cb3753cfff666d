"""What is published: numbered papers, frozen with their data and their bytes.

Its words: *bulletin*, *kind*, *issue number*, *snapshot*, *words*, *acknowledgement*. The Office edits the words; the
figures come from the snapshot and cannot be typed. Knows no meetings.
"""

"""Paper in: what files that people hand in really are. Pure; knows no campaign."""

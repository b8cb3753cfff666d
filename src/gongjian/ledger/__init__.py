"""The ledger: who did what to what, and when.

Its words: *entry*, *chain*. Append-only and hash-chained per campaign, without foreign keys, so that it knows
nothing and blocks nothing. Only the actions of the rooms write here.
"""

"""What is counted along a line of work: permits, parcels, households, mu.

Its words: *register*, *entry*, *stage*, *measure*. The county says which registers a line of work has and what is asked
for in each; a register's counts stand ready in the report of the item that they measure.
"""

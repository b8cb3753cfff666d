"""Who meets, about what, and what was decided.

Its words: *meeting*, *agenda*, *matter*, *minutes*, *decision*, *follow-up*, *roster*, *ceremony*. The agenda comes from
the data; closed minutes are locked; a decision is followed up until it is done.
"""

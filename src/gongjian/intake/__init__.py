"""Lists that come in: how their headings and rows are found, what is wrong in them, and what became of them.

Its words: *layout* (the columns of a list and the headings they go by), *problem* (of one cell), *question* (what only
a person can answer), *incoming list* (a file that is kept with its dry run). Knows no list of its own.
"""

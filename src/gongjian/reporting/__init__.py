"""The half-monthly reports and their proof.

Its words: *period*, *report*, *row*, *submission*, *figure*, *evidence*, *reopening*. A period freezes who owes what; a
report collects typed rows; a submission turns them into figures, which are never changed again.
"""

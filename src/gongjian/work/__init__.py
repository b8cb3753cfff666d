"""Work in the background: tasks with a name, the workers that do them, and what is done every so often.

Its words: *task* (a name and the number of a row), *worker*, *heartbeat*, *periodic job*. Knows no campaign.
"""

"""`make walk`: every page, as every role sees it, in three languages, read for words that no reader should meet."""

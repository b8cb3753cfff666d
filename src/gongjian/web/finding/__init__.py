"""One search for everything."""

"""How an installation is set up: its options, its settings and its addresses."""

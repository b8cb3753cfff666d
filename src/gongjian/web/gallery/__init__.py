"""The gallery: every component of the pages, live, in all its states. For demonstration and development."""

"""The reference: what the same rows cost in an application that does nothing else, behind the same front door."""

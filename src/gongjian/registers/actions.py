"""Verbs: the only module of the room that writes."""

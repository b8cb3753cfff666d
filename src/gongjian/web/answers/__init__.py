"""Answers that are no page of a room: files, refusals, what is kept while somebody types, what cannot be kept."""

"""Sheets that people keep in Excel, WPS, Word or plain text, as grids of values."""

from gongjian.reading.grids.grid import Grid, Value, is_blank, letter_of, place_of

__all__ = ["Grid", "Value", "is_blank", "letter_of", "place_of"]

"""Sheets that people keep in Excel, WPS, Word or plain text, as grids of values."""

from gongjian.reading.grids.files import grids_of, left_out
from gongjian.reading.grids.grid import Grid, Value, is_blank, letter_of, place_of

__all__ = ["Grid", "Value", "grids_of", "is_blank", "left_out", "letter_of", "place_of"]

"""Paper out: how a paper looks, whatever it says.

Rooms build a *paper* or a *workbook*; a *press* turns it into the bytes of a Word, PDF or Excel file.
The layout is that of GB/T 9704-2012; see docs/paper.md.
"""

"""What kinds of files we hand out, as browsers call them."""

from gongjian.kernel.text import Text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CALLED = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "pack": Text("combined PDF")}
"""What people call them, where the ledger tells of a file."""

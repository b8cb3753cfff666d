"""Claims in sentences. What they import is compiled once, not in each of the hundreds of processes that they start."""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

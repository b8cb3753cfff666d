"""What opens files and draws papers is never part of the process that answers people, nor of the worker."""

import os
import subprocess
import sys

import pytest

HEAVY = (
    "docx",
    "lxml",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "pypdfium2",
    "PIL",
    "typst",
    "fontTools",
    "pyhanko",
)
WEB = "import gongjian.config.wsgi; from django.urls import get_resolver; get_resolver().url_patterns"
WORKER = "import django; django.setup(); import gongjian.ops.worker_loop, gongjian.ops.tasks, gongjian.ops.demo_tasks"


@pytest.mark.parametrize("program", [WEB, WORKER], ids=["web", "worker"])
def test_nothing_that_reads_or_draws_files_is_imported(program, tmp_path):
    asked = f"{program}\nimport sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    surroundings = os.environ | {
        "GONGJIAN_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
    }

    done = subprocess.run(
        [sys.executable, "-c", asked], env=surroundings, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []

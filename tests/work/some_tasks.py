"""Tasks that only tests know."""

import os
import time
from pathlib import Path

from django.db import OperationalError
from django_tasks import task

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused
from gongjian.ops.tasks import evening_rounds as evening_rounds
from gongjian.ops.tasks import tidy as tidy


@task()
def nothing(row_id):
    pass


@task()
def refuse(row_id):
    raise Refused(Text("Not today."))


@task()
def without_database(row_id):
    raise OperationalError("server closed the connection unexpectedly")


@task()
def sleep_on_the_first_try(row_id):
    diary = Path(os.environ["DIARY"])
    tries = diary.read_text().count("start") if diary.exists() else 0
    with diary.open("a") as file:
        file.write("start\n")
    if not tries:
        time.sleep(100)
    with diary.open("a") as file:
        file.write("end\n")

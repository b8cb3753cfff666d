"""People at work at the same moment, each believing only what was answered, and what is left of it afterwards."""

import http.client
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image

from benchmarks import world
from benchmarks.issuing import Issuing
from benchmarks.serving import ENDED, TOKEN, Client
from gongjian import vault
from gongjian.campaigns.models import Campaign
from gongjian.reporting.models import Evidence, Report
from gongjian.worklist.models import ListImport

if TYPE_CHECKING:
    from benchmarks.kills import Told

UNITS, ROWS, EDGE = 6, 9000, "gongjian-kills"
NAME = re.compile(rb'name="?seen"? value="?([^">]*)')


class Busy:
    """Six units submit, six attach proof, the Office brings a list that a worker has to read, and papers are issued."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        campaign = Campaign.objects.get(slug="reference")
        period = campaign.periods.latest("nominal_on")
        reports = list(period.reports.filter(state="open").select_related("unit").order_by("pk")[: 2 * UNITS])
        self.submitting, self.proving = reports[::2], reports[1::2]
        self.paths = {one.pk: f"/c/reference/reports/{period}/{one.unit_id}/" for one in reports}
        self.words = {one.pk: list(one.rows.values_list("item_id", flat=True)) for one in reports}
        self.sessions = {
            one.pk: world.session_of(world.reporter_of(campaign, one.unit_id)) for one in reports
        }
        self.office, self.issuing = world.session_of("office"), Issuing(port, number)

    def people(self) -> Iterator[Callable[["Told"], None]]:
        yield self.submit_all
        yield self.prove_all
        yield self.bring_list
        yield self.issuing.issue_bulletins
        yield self.issuing.issue_minutes

    def submit_all(self, told: "Told") -> None:
        for report in self.submitting:
            path, client = self.paths[report.pk], Client(self.port, self.sessions[report.pk])
            words = {
                f"{name}-{item}": "雨" for item in self.words[report.pk] for name in ("cause", "next_step")
            }
            saved = self.moved(client, path, "save/", {"no_change": "all"} | words)
            if saved == 302 and self.moved(client, path, "submit/", {}) == 302:
                told.submitted.append(report.pk)
            else:
                told.refused += 1

    def moved(self, client: Client, path: str, move: str, words: dict[str, str]) -> int:
        try:
            client.get(path)
            seen = NAME.search(client.body)
            return client.post(path + move, words | {"seen": seen[1].decode()}) if seen else 0
        except ENDED:
            return 0

    def prove_all(self, told: "Told") -> None:
        for report in self.proving:
            for item in self.words[report.pk][:3]:
                name = f"{self.number}-{item}.pdf"
                content = a_paper(name)
                sent = self.sent(
                    self.sessions[report.pk], f"{self.paths[report.pk]}items/{item}/evidence/", name, content
                )
                if sent[0] == 302:
                    told.proofs.append((report.pk, sha256(content).hexdigest()))
                else:
                    told.refused += 1

    def bring_list(self, told: "Told") -> None:
        heads = "项目名称,攻坚事项,完成时限,责任人\n"
        lines = "".join(
            f"示范项目{self.number}-{row},完成第{row}段施工并验收,9月底,张三\n" for row in range(ROWS)
        )
        status, place = self.sent(
            self.office, "/c/reference/lists/import/", "list.csv", (heads + lines).encode()
        )
        if status == 302:
            told.imports.append(int(re.findall(r"\d+", place)[-1]))
        else:
            told.refused += 1

    def sent(self, session: str, path: str, name: str, content: bytes) -> tuple[int, str]:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{EDGE}--\r\n".encode()
        more = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": f"multipart/form-data; boundary={EDGE}",
        }
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("POST", path, body, more)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location", "")
        except ENDED:
            return 0, ""

    def unfinished(self) -> int:
        waiting = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
        tasks = DBTaskResult.objects.filter(task_path__endswith="read_list_file", status__in=waiting)
        return int(tasks.count())

    def lost(self, told: "Told") -> list[Any]:
        """What was acknowledged and is not there, or not whole."""
        submitted = Report.objects.exclude(state="open").filter(pk__in=told.submitted)
        lost: list[Any] = [
            pk for pk in told.submitted if pk not in set(submitted.values_list("pk", flat=True))
        ]
        lost += [proof for proof in told.proofs if not is_kept(*proof)]
        lost += self.issuing.lost(told)
        return lost + [
            f"import {pk}"
            for pk in told.imports
            if not ListImport.objects.filter(pk=pk, outcome__isnull=False).exists()
        ]


def is_kept(report: int, digest: str) -> bool:
    there = Evidence.objects.filter(row__report=report, sha256=digest).exists()
    return there and vault.fingerprint(vault.fetch(settings.VAULT_DIR, digest)) == digest


def a_paper(words: str) -> bytes:
    """A PDF is kept as it is, so its fingerprint is known beforehand."""
    buffer = BytesIO()
    Image.new("RGB", (40, 40)).save(buffer, "PDF", title=words)
    return buffer.getvalue()

"""The data that is measured: the reference campaign, and a hundred times of it."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.reporting.models import Figure
from gongjian.standing.actions import rebuild
from gongjian.worklist.models import Baseline, Item, Project

TIMES = 100
BATCH = 2000


def build(data_dir: Path, through: date) -> Campaign:
    call_command("demo", no_serve=True, through=through, data_dir=str(data_dir), verbosity=0)
    return Campaign.objects.get(slug="reference")


def session_of(username: str, backend: str = "") -> str:
    person = User.objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = backend or settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def reporter_of(campaign: Campaign, unit: int) -> str:
    return str(campaign.role_assignments.get(organisation=unit, role="reporter").person.username)


def now_of(campaign: Campaign) -> datetime:
    return campaign_time(campaign, real=datetime.now().astimezone())


def queries_of(client: object, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        status = client.get(path).status_code  # type: ignore[attr-defined]
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return len(found)


def multiply(campaign: Campaign) -> None:
    """A hundred counties' worth of items in one campaign: 52,400 instead of 524."""
    projects = list(Project.objects.filter(campaign=campaign))
    items = list(Item.objects.filter(campaign=campaign).select_related("baseline"))
    figures = {
        figure.item_id: figure for figure in Figure.objects.filter(campaign=campaign).order_by("known_at")
    }
    for copy in range(1, TIMES):
        twins = {project.pk: twin(project, code=f"{project.code}-X{copy:02}") for project in projects}
        Project.objects.bulk_create(twins.values(), BATCH)
        made = [
            twin(item, code=f"{item.code}-X{copy:02}", project=twins[item.project_id], baseline=None)
            for item in items
        ]
        Item.objects.bulk_create(made, BATCH)
        baselines = [twin(old.baseline, item=new) for old, new in zip(items, made, strict=True)]
        Baseline.objects.bulk_create(baselines, BATCH)
        for new, baseline in zip(made, baselines, strict=True):
            new.baseline = baseline
        Item.objects.bulk_update(made, ["baseline"], BATCH)
        known = [(figures[old.pk], new) for old, new in zip(items, made, strict=True) if old.pk in figures]
        Figure.objects.bulk_create([twin(figure, item=new) for figure, new in known], BATCH)
    rebuild(campaign, at=now_of(campaign))


def twin(row, **changes):  # type: ignore[no-untyped-def]
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    for name, value in changes.items():
        values.pop(f"{name}_id", None)
        values[name] = value
    return type(row)(**values)

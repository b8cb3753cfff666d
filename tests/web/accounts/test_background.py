"""What was given up says so: on its own page, and in the administrator's list."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from gongjian.campaigns.rules import Role
from gongjian.ops import demo_tasks, tasks
from gongjian.web.accounts.views.background import KINDS
from gongjian.work.actions import claim, enqueue, finish
from gongjian.work.queries import waits_for
from gongjian.worklist.models import ListImport
from tests.world import NOON, a_campaign, a_clerk, a_person, a_unit, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture(autouse=True)
def handed_to_workers(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def an_import(campaign):
    return ListImport.objects.create(
        campaign=campaign, unit=a_unit(campaign).organisation, file_name="清单.xlsx", sha256="0" * 64,
        uploaded_at=NOON, uploaded_by=a_clerk(campaign), all_rows=25_000,
    )  # fmt: skip


def given_up():
    task = claim("w", at=timezone.now())
    assert finish(task, at=timezone.now(), kind="gongjian.work.GivenUp", trouble="lost")


def test_a_file_whose_reading_was_given_up_says_so_and_is_not_asked_for_again(campaign):
    waiting, office = an_import(campaign), signed_in(Client(), a_clerk(campaign))
    address = reverse("worklist:list_import", args=[campaign.slug, waiting.pk])
    enqueue("read_list_file", waiting.pk)

    assert waits_for("read_list_file", waiting.pk)
    assert "every 1s" in office.get(address).text
    given_up()
    page = office.get(address).text

    assert "every 1s" not in page
    assert "was not read completely" in page


def test_administrators_read_what_was_given_up_and_others_do_not(campaign):
    address = reverse("people:background", args=[campaign.slug])
    administrator = signed_in(Client(), a_person(Role.ADMINISTRATOR, campaign=campaign))

    assert "Everything has been done" in administrator.get(address).text
    enqueue("read_list_file", 7)
    given_up()

    text = administrator.get(address).text
    assert "Read a list from a file" in text
    assert "import the file again" in text
    assert signed_in(Client(), a_person(Role.OBSERVER, campaign=campaign)).get(address).status_code == 403


def test_every_kind_of_task_says_what_happens_when_it_is_given_up():
    named = {
        name for module in (tasks, demo_tasks) for name, one in vars(module).items() if isinstance(one, Task)
    }

    assert named == set(KINDS)
    assert not DBTaskResult.objects.exists()

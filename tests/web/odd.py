"""Somebody who may do everything, and what nobody would type: for the addresses, queries and fields of the product itself."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver

import gongjian.web
from gongjian.accounts.actions import appoint_administrator
from gongjian.campaigns.rules import Role
from gongjian.registers.rules import Manner
from tests.house.test_addresses import addresses
from tests.registers.world import a_permit, a_register
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_draft,
    a_period,
    a_person,
    a_project,
    a_received_report,
    a_target,
    an_assignment,
    an_item,
    signed_in,
)

BEYOND = str(2**63)
ODD = (BEYOND, "9" * 27, "9999-12-31", "\0²１NaN/[]:*?")
NOT_OURS = ("/accounts/", "/ui/", "/healthz", "/readyz", "/i18n/", "/setup/", "/demo/")
READ = re.compile(r"""(?:GET|POST|query|typed|data|asked)(?:\.get|\.getlist)?[(\[]\s*["'](\w+)["']""")


@cache
def names_of_parameters():
    sources = Path(gongjian.web.__file__).parent.rglob("*.py")
    read = {name for source in sources for name in READ.findall(source.read_text("utf-8"))}
    assert get_resolver().url_patterns
    return sorted(
        read | {name for form in forms_of(forms.Form) for name in form.base_fields} | {"page", "on"}
    )


def forms_of(kind):
    for one in kind.__subclasses__():
        yield from forms_of(one)
        if one.__module__.startswith("gongjian.web"):
            yield one


@pytest.fixture
def somebody():
    """Somebody who is everything, in a campaign in which there is something of most kinds."""
    report = a_received_report()
    campaign = report.campaign
    person = a_person(username="everybody")
    appoint_administrator(person, campaign.organisation, by=None, at=NOON)
    for role in Role:
        an_assignment(person, role, campaign=campaign)
    for role in (Role.REPORTER, Role.HEAD):
        an_assignment(person, role, at=report.unit, campaign=campaign)
    project = a_project(campaign, code="x")
    an_item(project=project, code="x", targets=(a_target(campaign, code="x"),))
    a_permit(a_register(campaign, Manner.PERMITS, code="x"), project)
    a_draft(report.period)
    a_period(campaign, date(2026, 10, 13), at=NOON)
    campaign.clock.at = campaign.clock.set_at = AFTER_CUT_OFF
    campaign.clock.save()
    client = signed_in(Client(raise_request_exception=False), person)
    client.slug = campaign.slug
    return client


def of_this_campaign(client):
    found = {re.sub(r"^/c/x/", f"/c/{client.slug}/", one) for one in addresses()}
    return sorted(one for one in found if not one.startswith(NOT_OURS))


def accidents(answers):
    return [(what, answer.status_code) for what, answer in answers if answer.status_code >= 500]

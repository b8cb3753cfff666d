"""Somebody has lost the way in and gets a new one. Every renewal is written down and told to the person."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.actions import GivenCode, give_codes, set_password
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer, may_keep_account, may_renew
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.rounds.actions.telling import tell_people


@transaction.atomic
def renew_by_code(person: User, campaign: Campaign, *, by: User, at: datetime) -> GivenCode:
    """The head of a unit gives one of its people a one-time code; the old password opens nothing any more."""
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    require(may_renew(by, person))

    [given] = give_codes([person], by=by, at=at, may=lambda keeper, people: may_renew(keeper, people[0]))

    told_of_it(person, campaign, by=by, at=at)
    return given


@transaction.atomic
def renew_password(person: User, campaign: Campaign, *, password: str, by: User, at: datetime) -> User:
    """An administrator sets a new password."""
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    require(may_administer(by, campaign) and may_keep_account(by, person))

    person = set_password(person, password=password, by=by, at=at)

    told_of_it(person, campaign, by=by, at=at)
    return person


def told_of_it(person: User, campaign: Campaign, *, by: User, at: datetime) -> None:
    title = Text("%(name)s has reset your sign-in", name=str(by))
    detail = Text("If you did not request this, tell the Campaign Office.")
    key = f"rounds.renewed:{person.pk}:{at.isoformat()}"
    tell_people([person], title, detail, key=key, campaign=campaign, at=at)

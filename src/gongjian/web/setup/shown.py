"""The way of a first morning: what has been done, what comes next, and what each step is for."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.accounts.queries import organisations_kept_by
from gongjian.campaigns.models import Campaign, PlanPaper
from gongjian.campaigns.rules import Role


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step of the guide. It can be left at any time; done is what the data says, not what was clicked."""

    title: str
    what_for: str
    stands: str
    is_done: bool
    url: str = ""
    action: str = ""


def steps(person: User) -> list[SetupStep]:
    kept = organisations_kept_by(person)
    campaign = latest_campaign(kept)
    return [
        administrator_step(person),
        organisations_step(kept),
        *people_steps(kept),
        campaign_step(campaign),
        *roles_steps(campaign),
    ]


def latest_campaign(kept: frozenset[int]) -> Campaign | None:
    return Campaign.objects.filter(organisation__in=kept).order_by("-pk").first()


def administrator_step(person: User) -> SetupStep:
    secured = is_mfa_enabled(person)
    return SetupStep(
        _("First administrator"),
        _("You manage accounts and organisations, and open campaigns. A second factor protects the "
            "account that opens all others."),
        _("With a second factor.") if secured else _("%(name)s can sign in. No second factor yet: it can be set up now or later.") % {"name": person},
        is_done=True,
        url="" if secured else reverse("mfa_index"),
        action=_("Set up the second factor"),
    )  # fmt: skip


def organisations_step(kept: frozenset[int]) -> SetupStep:
    count = max(len(kept) - 1, 0)
    return SetupStep(
        _("The county and its organisations"),
        _("Every organisation that is responsible, supervises or handles permits is recorded once; "
            "lists and the plan are matched by the names you enter here. The same file may also "
            "contain the people."),
        _("%(count)s organisations below the county.") % {"count": count} if count else _("Only the county so far."),
        is_done=count > 0,
        url=reverse("county:bring"),
        action=_("Import them from Excel"),
    )  # fmt: skip


def people_steps(kept: frozenset[int]) -> Iterator[SetupStep]:
    people = User.objects.filter(organisation__in=kept, is_active=True)
    count = people.count()
    waiting = people.filter(Q(password__startswith="!"), code_hash="").count()
    yield SetupStep(
        _("The people"),
        _("Everybody who reports, signs, receives or reads has their own account. Role and series "
            "in the sheet are proposals."),
        _("People with an account: %(count)s.") % {"count": count},
        is_done=count > 1,
        url=reverse("county:bring"),
        action=_("Import them from Excel"),
    )  # fmt: skip
    if count > 1:
        yield SetupStep(
            _("Slips with one-time codes"),
            _("Each slip lets one person sign in once and set a password. Print, cut and hand out."),
            _("%(count)s people cannot sign in yet.") % {"count": waiting} if waiting else _("Everybody can sign in."),
            is_done=not waiting,
            url=reverse("county:people"),
            action=_("Print the sign-in slips"),
        )  # fmt: skip


def campaign_step(campaign: Campaign | None) -> SetupStep:
    only_read = campaign.plan_papers.filter(used_at=None).first() if campaign else None
    if campaign and only_read:
        url, action = (
            reverse("campaigns:plan_paper", args=[campaign.slug, only_read.pk]),
            _("Review what was read"),
        )
    elif campaign:
        url, action = reverse("worklist:overview", args=[campaign.slug]), _("View")
    else:
        url, action = reverse("setup:open"), _("Open a campaign")
    return SetupStep(
        _("The campaign"),
        _("A campaign has a name, dates and a plan. The plan document provides phases, targets and "
            "dates; an earlier campaign provides its set-up."),
        stands_of(campaign, only_read),
        is_done=campaign is not None,
        url=url,
        action=action,
    )  # fmt: skip


def stands_of(campaign: Campaign | None, only_read: PlanPaper | None) -> str:
    if campaign is None:
        return _("None has been opened yet.")
    if only_read is None:
        return campaign.name
    return _("%(name)s. Its plan has been read; the campaign is not made from it yet.") % {
        "name": campaign.name
    }


def roles_steps(campaign: Campaign | None) -> Iterator[SetupStep]:
    if campaign is None:
        return
    assignments = campaign.role_assignments.filter(ended_at=None)
    seated = assignments.values("person").distinct().count()
    offices = set(assignments.filter(role__in=[Role.CLERK, Role.DIRECTOR]).values_list("role", flat=True))
    yield SetupStep(
        _("Seats and roles"),
        _("A seat determines what a person may do in this campaign: report for a unit, sign off as "
            "its head, work in the Campaign Office."),
        _("%(people)s people have a seat, %(units)s units take part.") % {"people": seated, "units": campaign.units.count()},
        is_done=seated > 1 and len(offices) == 2,
        url=reverse("county:roles", args=[campaign.slug]),
        action=_("Give the seats"),
    )  # fmt: skip
    yield SetupStep(
        _("You can start"),
        _(
            "The Campaign Office takes over: the checklist on its desk shows what is missing "
            "before the kick-off."
        ),
        _(campaign.life.label),
        is_done=campaign.began_at is not None,
        url=reverse("setup:life", args=[campaign.slug]),
        action=_("Start the campaign"),
    )

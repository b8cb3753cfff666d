"""The small world: one county, one campaign, and whoever a test needs in it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.bulletins import actions as bulletin_actions
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.rules import BulletinKind as Paper
from gongjian.campaigns.actions import draw_up_obligations, open_campaign
from gongjian.campaigns.models import Campaign, Clock, LineOfWork, Obligation, RoleAssignment, Target, Unit
from gongjian.campaigns.rules import Level, ObligationKind, Role, Series, the_plans_rhythm
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict
from gongjian.reading.uploads import CheckedFile
from gongjian.reporting.actions import RowDraft, confirm, open_period, receive, save_rows, submit
from gongjian.reporting.models import Period, Report
from gongjian.reporting.rules import State, Typed
from gongjian.rounds.rules.rulebook import first_rulebook
from gongjian.worklist.actions import ItemDraft, ProjectDraft, add_items, add_project
from gongjian.worklist.actions.changes import Wish, ask_for_change
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.letters import issue_letters
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.signing import sign_list
from gongjian.worklist.models import ChangeRequest, Item, Letter, ListRow, ListVersion, Project
from gongjian.worklist.rules import Curve, Measure

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 9, 10, 12, 0, tzinfo=SHANGHAI)  # a Thursday, the period of 13 September is open
PASSWORD = "a long password"

KINDS = {
    Series.DEPARTMENTS: OrganisationKind.DEPARTMENT,
    Series.TOWNSHIPS: OrganisationKind.TOWNSHIP,
    Series.ENTERPRISES: OrganisationKind.ENTERPRISE,
}

number = count(1)


def noon(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, 0, tzinfo=SHANGHAI)


def an_organisation(name="", *, kind=OrganisationKind.DEPARTMENT, parent=None) -> Organisation:
    return Organisation.objects.create(name=name or f"Organisation {next(number)}", kind=kind, parent=parent)


def a_campaign(slug="", *, with_rhythm=False, stands_at=NOON) -> Campaign:
    """A campaign of 2026 whose own clock stands at noon of 10 September, or in real time."""
    slug = slug or f"campaign-{next(number)}"
    campaign = open_campaign(
        slug,
        name=f"Campaign {slug}",
        organisation=an_organisation(f"County of {slug}", kind=OrganisationKind.COUNTY),
        year=2026,
        starts_on=date(2026, 8, 31),
        ends_on=date(2026, 12, 10),
        office_name="县攻坚办",
        supervisors_name="县督查室",
        paper_code="示攻坚办",
        ranking_code="示督查",
        rules=first_rulebook(),
        by=None,
        at=noon(8, 25),
    )
    if stands_at:
        Clock.objects.create(campaign=campaign, at=stands_at, set_at=stands_at)
    if with_rhythm:
        the_rhythm_of(campaign)
    return campaign


def the_rhythm_of(campaign) -> None:
    draw_up_obligations(
        campaign, the_plans_rhythm(2026), by=a_person(Role.CLERK, campaign=campaign), at=noon(8, 25)
    )


def a_unit(campaign, name="", *, series=Series.DEPARTMENTS, head_confirms=True) -> Unit:
    """An organisation below the county that is responsible for items."""
    organisation = an_organisation(name, kind=KINDS[series], parent=campaign.organisation)
    return Unit.objects.create(
        campaign=campaign,
        organisation=organisation,
        series=series,
        head_confirms=head_confirms,
        position=next(number),
    )


def a_person(role=None, *, at=None, campaign=None, name="", username="") -> User:
    """Somebody with a seat; at the county itself when no unit is named."""
    person = User.objects.create(
        username=username or f"person{next(number)}", name=name or f"Person {next(number)}"
    )
    if role:
        an_assignment(person, role, at=at, campaign=campaign)
    return person


def an_assignment(person, role, *, at=None, campaign=None) -> RoleAssignment:
    campaign = campaign or at.campaign
    organisation = getattr(at, "organisation", at) or campaign.organisation
    person.__dict__.pop("_roles_by_campaign", None)
    return RoleAssignment.objects.create(
        campaign=campaign, person=person, organisation=organisation, role=role, given_at=noon(8, 25)
    )


def a_clerk(campaign) -> User:
    return a_person(Role.CLERK, campaign=campaign)


def a_line(campaign, name="", *, code="") -> LineOfWork:
    here = next(number)
    return LineOfWork.objects.create(
        campaign=campaign, code=code or f"L{here}", name=name or f"Line {here}", position=here
    )


def a_target(campaign, *, code="", value=10, level=Level.ENSURE, line=None, unit="个", **more) -> Target:
    here = next(number)
    return Target.objects.create(
        campaign=campaign,
        line_of_work=line,
        code=code or f"T{here}",
        name=f"Target {here}",
        level=level,
        value=Decimal(value),
        unit=unit,
        due_on=date(2026, 11, 30),
        sentence="年底前完成",
        position=here,
        **more,
    )


def a_project(campaign, *, unit=None, line=None, code="", leader=None) -> Project:
    here = next(number)
    draft = ProjectDraft(
        code=code or f"P{here:03}",
        name=f"Project {here}",
        line_of_work=line or campaign.lines_of_work.first() or a_line(campaign),
        unit=(unit or campaign.units.first() or a_unit(campaign)).organisation,
        leading_official=leader,
    )
    return add_project(campaign, draft, by=a_clerk(campaign), at=noon(8, 26))


def an_item(
    campaign=None,
    *,
    project=None,
    unit=None,
    code="",
    measure=Measure.PERCENT,
    starts_on=date(2026, 9, 1),
    due_on=date(2026, 11, 29),
    target=100,
    **more,
) -> Item:
    """An item with its first baseline: by day, from 1 September over ninety days."""
    here = next(number)
    project = project or a_project(campaign or unit.campaign, unit=unit)
    draft = ItemDraft(
        code=code or f"I{here:03}",
        name=more.pop("name", f"Item {here}"),
        measure=measure,
        unit=unit.organisation if unit else project.unit,
        starts_on=starts_on,
        due_on=due_on,
        target=Decimal(target),
        curve=more.pop("curve", Curve.BY_DAY),
        **more,
    )
    return add_items(project, [draft], by=a_clerk(project.campaign), at=noon(8, 26))[0]


def a_duty(campaign, nominal_on=date(2026, 9, 13), *, kind=ObligationKind.REPORT, due_on=None) -> Obligation:
    """One dated duty; the half-monthly report of 13 September unless said otherwise."""
    due_on = due_on or campaign.calendar().rolled(nominal_on, Obligation._meta.get_field("roll").default)
    reports = kind in (ObligationKind.REPORT, ObligationKind.BULLETIN, ObligationKind.RANKING)
    return Obligation.objects.create(
        campaign=campaign,
        kind=kind,
        nominal_on=nominal_on,
        due_on=due_on,
        covers_from=nominal_on - timedelta(days=14) if reports else None,
        covers_to=nominal_on if reports else None,
        cut_off_on=campaign.calendar().add_workdays(due_on, 2) if reports else None,
    )


def a_period(campaign, nominal_on=date(2026, 9, 13), *, at=None) -> Period:
    """The open period of that day: every unit with an item that has begun owes a report."""
    duty = campaign.obligations.filter(kind=ObligationKind.REPORT, nominal_on=nominal_on).first()
    return open_period(
        duty or a_duty(campaign, nominal_on), by=None, at=at or noon(nominal_on.month, nominal_on.day - 5)
    )


def a_report(unit=None, *, campaign=None, period=None, items=1) -> Report:
    """An open report of a unit with this many items."""
    unit = unit or a_unit(campaign or a_campaign())
    project = a_project(unit.campaign, unit=unit)
    for _ in range(items):
        an_item(project=project, unit=unit)
    period = period or a_period(unit.campaign)
    return Report.objects.get(period=period, unit=unit.organisation_id)


def a_writer(report, role=Role.REPORTER) -> User:
    """Somebody of the unit that owes the report."""
    return a_person(role, at=report.unit, campaign=report.campaign)


def filled(report, value=50, *, by=None, at=NOON, **typed) -> Report:
    """Every row of the report with this value; the ordinary item should stand at fourteen on 13 September."""
    typed = Typed(value=None if value is None else Decimal(value), **typed)
    rows = report.rows.all()
    drafts = {row.item_id: RowDraft(typed, row.version) for row in rows}
    save_rows(report, drafts, by=by or a_writer(report), at=at)
    return report


def a_submitted_report(report=None, *, value=50, at=NOON, **more) -> Report:
    report = report or a_report(**more)
    reporter = a_writer(report)
    return submit(filled(report, value, by=reporter, at=at), by=reporter, at=at)


def a_confirmed_report(report=None, *, at=NOON, **more) -> Report:
    """A report that is with the Office, with figures that are known."""
    report = a_submitted_report(report, at=at, **more)
    if report.state == State.SUBMITTED:
        report = confirm(report, by=a_writer(report, Role.HEAD), at=at)
    return report


def a_received_report(report=None, *, at=NOON, **more) -> Report:
    report = a_confirmed_report(report, at=at, **more)
    return receive([report], by=a_clerk(report.campaign), at=at)[0]


AFTER_CUT_OFF = noon(9, 16)  # of the period of 13 September: due on Friday 11, cut off on Tuesday 15
PAPERS = {
    Paper.PROGRESS: (Role.CLERK, Role.DIRECTOR),
    Paper.RANKING: (Role.SUPERVISOR, Role.ASSESSOR),
}


def a_draft(period, kind=Paper.PROGRESS, *, at=AFTER_CUT_OFF, by=None) -> Bulletin:
    by = by or a_person(PAPERS[kind][0], campaign=period.campaign)
    return bulletin_actions.draft(period, kind, by=by, at=at)


def issued(bulletin, *, at=AFTER_CUT_OFF) -> Bulletin:
    """A draft on its whole way out: proposed by one person, approved and issued by another."""
    drafter, approver = (a_person(role, campaign=bulletin.campaign) for role in PAPERS[bulletin.kind])
    bulletin = bulletin_actions.propose(bulletin, by=drafter, at=at, seen=bulletin.version)
    bulletin = bulletin_actions.approve(bulletin, by=approver, at=at, seen=bulletin.version)
    return bulletin_actions.issue(bulletin, by=approver, at=at, seen=bulletin.version)


def whoever(*_) -> Verdict:
    """Who may, where a test is about something else."""
    return YES


def signed_in(client, person):
    """The browser of somebody who has signed in, in English."""
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def a_scan(name="scan.jpg") -> CheckedFile:
    return CheckedFile(name, "image/jpeg", b"a scanned page")


def a_row(version, *, line=None, **more) -> ListRow:
    """A row as a unit would write it: by day, from 1 September over ninety days."""
    here = next(number)
    fields = {
        "project_code": f"Q{here:03}",
        "project_name": f"Project {here}",
        "line_of_work": line or version.campaign.lines_of_work.first() or a_line(version.campaign),
        "item_code": f"Q{here:03}-1",
        "name": f"Item {here}",
        "starts_on": date(2026, 9, 1),
        "due_on": date(2026, 11, 29),
    }
    return ListRow.objects.create(
        campaign=version.campaign, list_version=version, position=here, key=f"k{here}", **fields | more
    )


def a_list(unit, *, rows=1) -> ListVersion:
    """A list that is being drawn up, with this many rows."""
    version = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=noon(8, 26))
    for _ in range(rows):
        a_row(version)
    return version


def a_signed_list(unit=None, *, version=None, rows=1, at=NOON) -> ListVersion:
    version = version or a_list(unit, rows=rows)
    head = a_person(Role.HEAD, at=version.unit, campaign=version.campaign)
    return sign_list(version, by=head, at=at, seen=version.version)


def a_filed_list(unit=None, *, version=None, rows=1, at=NOON) -> ListVersion:
    """A list that is the baseline of the campaign."""
    signed = a_signed_list(unit, version=version, rows=rows, at=at)
    return file_list(signed, by=a_clerk(signed.campaign), at=at, seen=signed.version)


def a_change(unit, *, days=10, at=NOON, by=None) -> ChangeRequest:
    """Somebody of the unit asks for a later due date of a filed item."""
    item = a_filed_list(unit).rows.get().item
    plan = item.baseline.plan()
    wish = Wish(
        reason="征地未完成", reference="会议纪要", plan=replace(plan, due_on=plan.due_on + timedelta(days))
    )
    by = by or a_person(Role.REPORTER, at=unit)
    return ask_for_change(item, wish, by=by, at=at, seen=item.version)


def letters_of(campaign, *, at=NOON) -> list[Letter]:
    """The letters that are due, issued together."""
    letters = issue_letters(campaign, rule=[Text("规则如此")], by=a_clerk(campaign), at=at)
    return list(Letter.objects.filter(pk__in=[letter.pk for letter in letters]).order_by("number"))

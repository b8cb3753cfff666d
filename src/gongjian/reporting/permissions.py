"""Who may do what to a report."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import others_holding, roles_of, units_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.reporting.models import Report
from gongjian.reporting.queries import FilingRow, writers_of
from gongjian.reporting.rules import MOVES, Move, State

Who = Callable[[User, Report], Verdict]


def writer_of_the_unit(person: User, report: Report) -> Verdict:
    if roles_of(person, report.campaign_id).holds(Role.REPORTER, Role.HEAD, at=report.unit_id):
        return YES
    return not_you("Only a reporter of %(unit)s may do this.", unit=str(report.unit))


def head_of_the_unit(person: User, report: Report) -> Verdict:
    if roles_of(person, report.campaign_id).holds(Role.HEAD, at=report.unit_id):
        return YES
    return not_you("Only the head of %(unit)s may do this.", unit=str(report.unit))


def second_head(person: User, report: Report) -> Verdict:
    """Whoever wrote any of it does not confirm it, as long as the unit has another head.

    Where it has none, the report says that it went without a second person.
    """
    verdict = head_of_the_unit(person, report)
    if not verdict or report.state != State.SUBMITTED:
        return verdict
    return another_one(person, report, Role.HEAD, at=report.unit_id)


def somebody_of_the_office(person: User, report: Report) -> Verdict:
    if roles_of(person, report.campaign_id).office:
        return YES
    return not_you("Only the Campaign Office may do this.")


def second_of_the_office(person: User, report: Report) -> Verdict:
    """Whoever wrote or confirmed a report as its unit does not receive it as the Office."""
    verdict = somebody_of_the_office(person, report)
    if not verdict or report.state != State.CONFIRMED:
        return verdict
    return another_one(person, report, Role.CLERK, Role.DIRECTOR)


def another_one(person: User, report: Report, *roles: Role, at: int | None = None) -> Verdict:
    wrote = writers_of([report.pk])[report.pk]
    if person.pk not in wrote:
        return YES
    others = others_holding(report.campaign, *roles, besides=wrote, at=at)
    if not others:
        return YES
    return not_you(
        "Those who wrote any part of it cannot approve it. These people can: %(names)s.", names=tuple(others)
    )


WHO: dict[Move, Who] = {
    Move.SUBMIT: writer_of_the_unit,
    Move.TAKE_BACK: writer_of_the_unit,
    Move.CONFIRM: second_head,
    Move.DECLINE: head_of_the_unit,
    Move.RECEIVE: second_of_the_office,
    Move.SEND_BACK: somebody_of_the_office,
}


def may(move: Move, report: Report, *, by: User) -> Verdict:
    """First who, then when: a stranger learns nothing about the state."""
    return WHO[move](by, report) and MOVES.check(move, report.state, report)


def open_moves(report: Report, *, to: User) -> list[Move]:
    return [move for move in Move if may(move, report, by=to)]


def filings_seen(rows: Iterable[FilingRow], *, by: User, campaign: Campaign) -> list[FilingRow]:
    """Of what was filed: the own units' reports, or all of them."""
    if may_read_all(by, campaign):
        return list(rows)
    own = units_of(by, campaign)
    return [row for row in rows if row.report.unit_id in own]


def may_see_period(person: User, campaign: Campaign, seen: Sequence[FilingRow]) -> Verdict:
    if seen or may_read_all(person, campaign):
        return YES
    return not_you("Your seats have no reports in this period.")


def may_see_counts(person: User, campaign: Campaign) -> Verdict:
    """What the registers count beside a report, for those who do not write it."""
    return may_read_all(person, campaign)


def may_receive_all(person: User, reports: Sequence[Report]) -> Verdict:
    """As `may`, for many at once: who wrote them is asked once."""
    wrote = writers_of(report.pk for report in reports)
    for report in reports:
        office = somebody_of_the_office(person, report) and MOVES.check(Move.RECEIVE, report.state, report)
        if not office:
            return office
    own = [report for report in reports if person.pk in wrote[report.pk]]
    return next((verdict for report in own if not (verdict := may(Move.RECEIVE, report, by=person))), YES)


def may_write(report: Report, *, by: User, today: date) -> Verdict:
    """Type into the form: by the unit, while it is with the unit, while the period or the report is open."""
    return writer_of_the_unit(by, report) and is_with_the_unit(report) and is_open(report, today=today)


def is_with_the_unit(report: Report) -> Verdict:
    if report.state in (State.OPEN, State.SENT_BACK):
        return YES
    return no("The report has been submitted. To change it, withdraw it or have it sent back.")


def is_open(report: Report, *, today: date) -> Verdict:
    """A period takes reports until it closes; a report that was sent back or reopened may still be handed in."""
    if not report.period.closed_at or report.state == State.SENT_BACK:
        return YES
    if any(reopening.until >= today for reopening in report.reopenings.all()):
        return YES
    return no("This period is closed. Ask the Campaign Office to reopen the report.")


def may_reopen(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Campaign Office may reopen a report.")


def may_open_periods(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office may do this.")

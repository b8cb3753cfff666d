"""The simulated Office calls, holds and minutes the meetings; the units carry out what was decided, or let it fall overdue."""

from datetime import date, datetime, timedelta
from random import Random

from gongjian.accounts.models import Organisation
from gongjian.meetings import actions
from gongjian.meetings.actions import Attended, DecisionDraft, Point, Proof
from gongjian.meetings.models import AgendaItem, CeremonyProject, Decision, Invitation, Meeting
from gongjian.meetings.queries import next_to_propose_to
from gongjian.meetings.queries.readiness import permits_known
from gongjian.meetings.rules import (
    AgendaItemKind,
    CheckKind,
    DecisionKind,
    FollowUpState,
    MeetingKind,
    MeetingState,
    Presence,
    RosterRole,
    RosterState,
)
from gongjian.meetings.rules.words import workdays_before
from gongjian.simulation.actions.folk import SEED, Folk
from gongjian.simulation.rules import sayings
from gongjian.worklist.models import Project


def live_meetings(folk: Folk, day: date) -> None:
    """One working day of the Office's meetings."""
    for occasion in (carry_out, propose_to_meeting):
        with folk.attempt(f"meetings: {occasion.__name__}", day):
            occasion(folk, day)
    for meeting in folk.campaign.meetings.filter(state=MeetingState.PLANNED).order_by("held_on"):
        if workdays_before(meeting.held_on, 2, folk.calendar) == day:
            with folk.attempt(f"calling {meeting}", day):
                call(folk, meeting, day)
    for meeting in folk.campaign.meetings.filter(state=MeetingState.CALLED, held_on=day):
        with folk.attempt(f"holding {meeting}", day):
            hold(folk, meeting, day)
    with folk.attempt("starts after the ceremony", day):
        tell_starts(folk, day)


def call(folk: Folk, meeting: Meeting, day: date) -> None:
    """Two working days before: agenda items of units are taken on, the roster is confirmed, the papers go out."""
    office, at = folk.people["office"], folk.moment(day, 90)
    arrange(folk, meeting, at=at)
    if meeting.kind == MeetingKind.REVIEW:
        settle_roster(folk, meeting, at=at)
    for agenda_item in meeting.agenda_items.filter(state="proposed"):
        actions.take_on(agenda_item, by=office, at=at, seen=agenda_item.version)
    if meeting.kind == MeetingKind.GROUNDBREAKING:
        make_ready(folk, meeting, day)
    if meeting.kind in sayings.PROGRAMMES:
        for act, title, speaker, minutes in sayings.PROGRAMMES[meeting.kind]:
            point = Point(act=act, title=title, speaker=speaker, minutes=minutes)
            actions.add_point(meeting, point, by=office, at=at)
    elif not meeting.agenda_items.listed().exists():
        actions.add_agenda_item(meeting, title=sayings.ANYWAY, words="", unit=None, by=office, at=at)
    meeting.refresh_from_db()
    actions.call_meeting(meeting, by=office, at=at + timedelta(minutes=30), seen=meeting.version)


def arrange(folk: Folk, meeting: Meeting, *, at: datetime) -> None:
    office, director = folk.people["office"], folk.people["director"]
    chair = folk.people["leader01"] if meeting.kind in sayings.LED_BY_THE_COUNTY else director
    arrangement = actions.Arrangement(
        title=meeting.title, starts_at=meeting.starts_at, place=sayings.PLACES[meeting.kind], chair=str(chair), recorder=str(office)
    )  # fmt: skip
    if (meeting.place, meeting.chair) != (arrangement.place, arrangement.chair):
        meeting.version = actions.arrange_meeting(
            meeting, arrangement, by=office, at=at, seen=meeting.version
        ).version


def settle_roster(folk: Folk, meeting: Meeting, *, at: datetime) -> None:
    """Everybody speaks but one, whose head is at the province that day."""
    office = folk.people["office"]
    lines = list(meeting.roster.filter(state=RosterState.PROPOSED))
    for place, line in enumerate(lines):
        if place == len(lines) - 2:
            actions.waive_line(line, reason=sayings.WAIVED, by=office, at=at, seen=line.version)
        else:
            actions.confirm_line(line, by=office, at=at, seen=line.version)


def hold(folk: Folk, meeting: Meeting, day: date) -> None:
    """The meeting is held, its minutes are written, closed, approved and issued on the same day."""
    office, director = folk.people["office"], folk.people["director"]
    begins = max(meeting.starts, folk.moment(day, 0))
    meeting = actions.begin_meeting(meeting, by=office, at=begins, seen=meeting.version)
    call_the_roll(folk, meeting, at=begins + timedelta(minutes=5))
    for place, agenda_item in enumerate(
        meeting.agenda_items.listed().select_related("unit", "line", "obstacle")
    ):
        write_down(folk, meeting, agenda_item, at=begins + timedelta(minutes=8 + 4 * place))
    at = folk.moment(day, 300)
    meeting.refresh_from_db()
    meeting = actions.close_meeting(meeting, by=office, at=at, seen=meeting.version)
    meeting = actions.approve_minutes(
        meeting, by=director, at=at + timedelta(minutes=60), seen=meeting.version
    )
    actions.issue_minutes(meeting, by=office, at=at + timedelta(minutes=80), seen=meeting.version)


def call_the_roll(folk: Folk, meeting: Meeting, *, at: datetime) -> None:
    drafts = {one.pk: attended(meeting, one) for one in meeting.invitations.all()}
    actions.save_attendance(meeting, drafts, by=folk.people["office"], at=at)


def attended(meeting: Meeting, one: Invitation) -> Attended:
    """Most come; some send a deputy, a few stay away with a reason."""
    chance = Random(f"{SEED} roll {meeting.held_on} {one.organisation_id}")
    dice = chance.random()
    if dice < 0.06:
        return Attended(Presence.ABSENT, "", chance.choice(sayings.ABSENT), one.version)
    if dice < 0.2:
        return Attended(Presence.SUBSTITUTE, chance.choice(sayings.DEPUTIES), "", one.version)
    return Attended(Presence.PRESENT, "", "", one.version)


def write_down(folk: Folk, meeting: Meeting, agenda_item: AgendaItem, *, at: datetime) -> None:
    """What came of an agenda item, and who does what by when."""
    office, kind = folk.people["office"], AgendaItemKind.of(agenda_item.kind)
    chance = Random(f"{SEED} matter {meeting.held_on} {agenda_item.source}")
    conclusion = chance.choice(sayings.CONCLUSIONS[kind])
    actions.save_conclusion(agenda_item, conclusion, by=office, at=at, seen=agenda_item.version)
    unit = (
        agenda_item.unit
        or (agenda_item.obstacle.group if agenda_item.obstacle else None)
        or unit_of_first(agenda_item)
    )
    if kind == AgendaItemKind.FOLLOW_UP or unit is None or chance.random() < 0.25:
        return
    promised = kind == AgendaItemKind.ROSTER
    if promised and not meeting.roster.filter(unit=unit, role=RosterRole.ACCOUNTS).exists():
        return
    draft = DecisionDraft(
        words=chance.choice(sayings.DECISIONS[kind]) % {"unit": unit},
        unit=unit,
        due_on=folk.calendar.add_workdays(meeting.held_on, chance.choice((3, 5, 5, 8, 10))),
        kind=DecisionKind.COMMITMENT if promised else DecisionKind.DECISION,
        instructs=kind == AgendaItemKind.OBSTACLE,
    )
    actions.note_decision(agenda_item, draft, by=office, at=at + timedelta(minutes=2))


def unit_of_first(agenda_item: AgendaItem) -> Organisation | None:
    """A line of work that is called as a whole answers by the unit of its worst item."""
    first = agenda_item.rows.select_related("item__baseline__unit").first()
    return first.item.baseline.unit if first and first.item.baseline else None


def carry_out(folk: Folk, day: date) -> None:
    """Units report what they have carried out, some too late; the Office confirms the day after, and sends one in nine back."""
    office = folk.people["office"]
    waiting = Decision.objects.filter(campaign=folk.campaign).select_related("unit", "campaign")
    for decision in waiting.filter(state=FollowUpState.REPORTED):
        if decision.number and decision.number % 9 == 4 and decision.answers.count() == 1:
            actions.send_answer_back(decision, reason=sayings.SENT_BACK, by=office, at=folk.moment(day, 40), seen=decision.version)  # fmt: skip
        else:
            actions.confirm_done(decision, by=office, at=folk.moment(day, 41), seen=decision.version)
    for decision in waiting.filter(state=FollowUpState.OPEN):
        number = folk.numbers.get(decision.unit_id)
        late = Random(f"{SEED} carry out {decision.number}").choice((-2, -1, -1, 0, 0, 1, 2, 6, 40))
        on = folk.calendar.add_workdays(decision.due_on, late) if late > 0 else workdays_before(decision.due_on, -late, folk.calendar)  # fmt: skip
        if number and day >= on:
            proof = Proof(words=sayings.DONE, reference=sayings.PROOF)
            person, at = folk.people[f"unit{number:02}"], folk.moment(day, 240 + number)
            actions.report_done(decision, proof, by=person, at=at, seen=decision.version)


def propose_to_meeting(folk: Folk, day: date) -> None:
    """Now and then a unit brings an agenda item before the Friday meeting."""
    chance = Random(f"{SEED} propose {day}")
    coming = next_to_propose_to(folk.campaign, today=day)
    if not coming or day.weekday() != 1 or chance.random() < 0.35 or day < folk.kick_off_on:
        return
    number = chance.randrange(1, len(folk.units) + 1)
    title, words = chance.choice(sayings.MATTERS)
    if day <= workdays_before(coming.held_on, 2, folk.calendar):
        at, unit = folk.moment(day, 150), folk.units[number]
        actions.propose_agenda_item(coming, title=title, words=words, unit=unit, by=folk.people[f"head{number:02}"], at=at)  # fmt: skip


def make_ready(folk: Folk, meeting: Meeting, day: date) -> None:
    """Ten projects are looked at; one of them is not ready and comes on the programme with a reason, another stays away."""
    office, at = folk.people["office"], folk.moment(day, 60)
    actions.add_venue(meeting, name="主会场", place="起步科技园", by=office, at=at)
    venue = actions.add_venue(meeting, name="分会场", place="高湖镇智能装备制造园", by=office, at=at)
    for place, project in enumerate(chosen_for_ceremony(folk, at=at)):
        entered = actions.enter_project(meeting, project, by=office, at=at)
        number = folk.numbers[project.unit_id]
        checks = {kind: (True, words) for kind, words in sayings.READY.items()}
        if place in (4, 7):
            checks[CheckKind.FUNDS] = (False, "专项资金尚未到位")
        actions.state_checks(
            entered, checks, by=folk.people[f"unit{number:02}"], at=at + timedelta(minutes=5)
        )
        if place == 7:
            continue
        entered.refresh_from_db()
        reason = sayings.ALL_THE_SAME if not entered.readiness().is_ready else ""
        actions.put_on_programme(entered, reason=reason, venue=venue if place > 5 else None, by=office, at=at + timedelta(minutes=9), seen=entered.version)  # fmt: skip


def chosen_for_ceremony(folk: Folk, *, at: datetime) -> list[Project]:
    """The largest projects of which the register of approvals knows nothing against it."""
    largest = Project.objects.filter(campaign=folk.campaign).exclude(year_investment=None)
    known = {
        project: permits_known(project, at=at)
        for project in largest.order_by("-year_investment", "code")[:40]
    }
    return [project for project, said in known.items() if said is None or said[0]][:10]


def tell_starts(folk: Folk, day: date) -> None:
    """Some days after the ceremony the units say which projects really began."""
    waiting = CeremonyProject.objects.filter(campaign=folk.campaign, on_programme=True, told_at=None)
    for one in waiting.filter(meeting__held_on__lt=day).select_related("project", "meeting"):
        if folk.calendar.workdays_between(one.meeting.held_on, day) < 3:
            continue
        number = folk.numbers[one.project.unit_id]
        began = None if one.because else one.meeting.held_on
        words = "监理日志及开工令" if began else "资金到位后进场"
        actions.tell_start(one, started_on=began, words=words, by=folk.people[f"unit{number:02}"], at=folk.moment(day, 200), seen=one.version)  # fmt: skip

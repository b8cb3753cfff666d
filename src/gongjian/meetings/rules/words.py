"""The words of meetings, and what the county sets about them."""

from dataclasses import dataclass
from datetime import date

from gongjian.campaigns.rules import ObligationKind, Role, RolesHeld
from gongjian.kernel.calendar import ONE_DAY, WorkCalendar
from gongjian.kernel.sections import rule
from gongjian.kernel.vocabulary import Term


def sees_every_meeting(roles: RolesHeld) -> bool:
    """The Office, the supervisors and the leading officials; the others those that they are invited to."""
    return roles.sees_everything or roles.holds(Role.LEADER)


class MeetingKind(Term):
    """What is called together (plan, part 4; special meetings are our decision)."""

    FRIDAY = "friday", "Friday meeting"
    REVIEW = "review", "monthly review"
    KICK_OFF = "kick_off", "kick-off meeting"
    GROUNDBREAKING = "groundbreaking", "joint groundbreaking"
    SPECIAL = "special", "special meeting"


DUTY_OF = {
    MeetingKind.FRIDAY: ObligationKind.MEETING,
    MeetingKind.REVIEW: ObligationKind.REVIEW,
    MeetingKind.KICK_OFF: ObligationKind.KICK_OFF,
    MeetingKind.GROUNDBREAKING: ObligationKind.GROUNDBREAKING,
}
KIND_OF = {duty: kind for kind, duty in DUTY_OF.items()}
DELIBERATES = (
    MeetingKind.FRIDAY,
    MeetingKind.REVIEW,
    MeetingKind.SPECIAL,
)  # they have an agenda from the data
CELEBRATES = (MeetingKind.KICK_OFF, MeetingKind.GROUNDBREAKING)  # they have a programme


class Attending(Term):
    """In which list of the minutes an organisation stands (出席, 列席)."""

    ATTENDS = "attends", "attends"
    SITS_IN = "sits_in", "observes"


class Presence(Term):
    EXPECTED = "expected", "expected"
    PRESENT = "present", "present"
    SUBSTITUTE = "substitute", "substitute"
    ABSENT = "absent", "absent with reason"


class DecisionKind(Term):
    DECISION = "decision", "decision"
    COMMITMENT = "commitment", "commitment"


class PaperKind(Term):
    AGENDA = "agenda", "agenda"
    MINUTES = "minutes", "minutes"


@dataclass(frozen=True)
class MeetingRules:
    """Set by the county; the plan only says when it meets."""

    papers_workdays: int = rule(
        2, "Papers are sent out this long before", low=0, high=20, unit="working days"
    )
    agenda_workdays: int = rule(3, "The agenda is generated this long before", low=0, high=20, unit="working days")  # fmt: skip
    most_groups: int = rule(12, "Units that are called one by one on an agenda, at most", low=1, high=60)
    review_top: int = rule(3, "Units of each series that present experience", low=0, high=20)
    review_bottom: int = rule(3, "Units of each series that explain themselves", low=0, high=20)
    improved_places: int = rule(3, "Most improved: places climbed, at least", low=1, high=60, unit="places")
    minutes_hours: int = rule(24, "Minutes are issued within", low=1, high=240, unit="hours")
    speech_minutes: int = rule(3, "A speech at a ceremony lasts at most", low=1, high=60, unit="minutes")
    seats_per_row: int = rule(10, "Seats in a row of the hall", low=2, high=60)


def workdays_before(day: date, count: int, calendar: WorkCalendar) -> date:
    """The count-th working day before this one; the day itself for none."""
    while count > 0:
        day -= ONE_DAY
        count -= calendar.is_workday(day)
    return day

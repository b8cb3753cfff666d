from gongjian.notices.rules.deliveries import (
    DELIVERY_MOVES,
    LOST_AFTER,
    WAITS,
    Channel,
    DeliveryMove,
    DeliveryState,
    next_try,
)
from gongjian.notices.rules.desk import ANSWER, OnDesk, Pile, Press, earliest_first, watched
from gongjian.notices.rules.reminders import DigestLine, Reason, ReminderRules, digests, reason_for
from gongjian.notices.rules.robots import Call, RobotKind, answer_is_good, call_for, may_be_called
from gongjian.notices.rules.wording import PLACES, STANDARD, WordingKind, worded, wording_is_sound

__all__ = [
    "ANSWER",
    "DELIVERY_MOVES",
    "LOST_AFTER",
    "PLACES",
    "STANDARD",
    "WAITS",
    "Call",
    "Channel",
    "DeliveryMove",
    "DeliveryState",
    "DigestLine",
    "OnDesk",
    "Pile",
    "Press",
    "Reason",
    "ReminderRules",
    "RobotKind",
    "WordingKind",
    "answer_is_good",
    "call_for",
    "digests",
    "earliest_first",
    "may_be_called",
    "next_try",
    "reason_for",
    "watched",
    "worded",
    "wording_is_sound",
]

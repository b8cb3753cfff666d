from gongjian.rounds.actions.auditing import ask_for_audit, carry_out
from gongjian.rounds.actions.backing_up import back_up
from gongjian.rounds.actions.daily import back_up_today
from gongjian.rounds.actions.deleting import delete_prepared
from gongjian.rounds.actions.evening import evening_round
from gongjian.rounds.actions.handing_over import Handed, hand_over
from gongjian.rounds.actions.leaving import close_account, end_role_and_tell
from gongjian.rounds.actions.mending import mend
from gongjian.rounds.actions.opening import Opening, open_for
from gongjian.rounds.actions.reminding import remind
from gongjian.rounds.actions.renewing import renew_by_code, renew_password
from gongjian.rounds.actions.restoring import restore
from gongjian.rounds.actions.witnessing import bear_witness

__all__ = [
    "Handed",
    "Opening",
    "ask_for_audit",
    "back_up",
    "back_up_today",
    "bear_witness",
    "carry_out",
    "close_account",
    "delete_prepared",
    "end_role_and_tell",
    "evening_round",
    "hand_over",
    "mend",
    "open_for",
    "remind",
    "renew_by_code",
    "renew_password",
    "restore",
]

from gongjian.obstacles.actions.asking import ask_for_time, comment, decide_time
from gongjian.obstacles.actions.closing import close, recheck, reopen, send_back, solve
from gongjian.obstacles.actions.handling import accept, assign, escalate, hand_back, hand_over_handling, route
from gongjian.obstacles.actions.kinds import KindDraft, add_kind, change_kind, end_kind, take_the_plans_kinds
from gongjian.obstacles.actions.proposing import decide_escalation, propose_escalations
from gongjian.obstacles.actions.proving import Shown, attach
from gongjian.obstacles.actions.raising import ObstacleDraft, mend, raise_obstacle, withdraw
from gongjian.obstacles.actions.settling import finish, instruct, settle

__all__ = [
    "KindDraft",
    "ObstacleDraft",
    "Shown",
    "accept",
    "add_kind",
    "ask_for_time",
    "assign",
    "attach",
    "change_kind",
    "close",
    "comment",
    "decide_escalation",
    "decide_time",
    "end_kind",
    "escalate",
    "finish",
    "hand_back",
    "hand_over_handling",
    "instruct",
    "mend",
    "propose_escalations",
    "raise_obstacle",
    "recheck",
    "reopen",
    "route",
    "send_back",
    "settle",
    "solve",
    "take_the_plans_kinds",
    "withdraw",
]

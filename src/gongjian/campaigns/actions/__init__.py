from gongjian.campaigns.actions.answering import tell_asker
from gongjian.campaigns.actions.calendar import (
    add_obligation,
    cancel_obligation,
    draw_up_obligations,
    move_obligation,
    set_special_day,
)
from gongjian.campaigns.actions.clock import move_clock, start_clock
from gongjian.campaigns.actions.life import move_campaign
from gongjian.campaigns.actions.making import join_targets, make_campaign
from gongjian.campaigns.actions.outline import (
    add_line_of_work,
    add_phase,
    change_line_of_work,
    change_phase,
    remove_line_of_work,
    remove_phase,
)
from gongjian.campaigns.actions.papers import (
    add_fact,
    answer_question,
    correct,
    decide_facts,
    read_again,
    read_paper,
)
from gongjian.campaigns.actions.people import (
    change_unit,
    end_role,
    enlist_unit,
    give_role,
    give_roles_as_proposed,
    pass_roles,
)
from gongjian.campaigns.actions.plan import (
    add_target,
    change_campaign,
    change_target,
    open_campaign,
    set_rulebook,
)

__all__ = [
    "add_fact",
    "add_line_of_work",
    "add_obligation",
    "add_phase",
    "add_target",
    "answer_question",
    "cancel_obligation",
    "change_campaign",
    "change_line_of_work",
    "change_phase",
    "change_target",
    "change_unit",
    "correct",
    "decide_facts",
    "draw_up_obligations",
    "end_role",
    "enlist_unit",
    "give_role",
    "give_roles_as_proposed",
    "join_targets",
    "make_campaign",
    "move_campaign",
    "move_clock",
    "move_obligation",
    "open_campaign",
    "pass_roles",
    "read_again",
    "read_paper",
    "remove_line_of_work",
    "remove_phase",
    "set_rulebook",
    "set_special_day",
    "start_clock",
    "tell_asker",
]

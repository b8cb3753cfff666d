from gongjian.standing.actions.binding import BindingDraft, bind_target, keep_figure
from gongjian.standing.actions.holding import end_hold, grant_hold
from gongjian.standing.actions.projecting import bring_up_to_date, catch_up, rebuild, refresh

__all__ = [
    "BindingDraft",
    "bind_target",
    "bring_up_to_date",
    "catch_up",
    "end_hold",
    "grant_hold",
    "keep_figure",
    "rebuild",
    "refresh",
]

"""What this room can prove: which reasons were accepted, for how long; where targets come from."""

from gongjian.ledger.queries import Proved, every
from gongjian.standing.models import HandFigure, Hold, TargetBinding

HOLDS = Proved(Hold, every(Hold), by=("item_id",))
BINDINGS = Proved(TargetBinding, every(TargetBinding), by=("target_id",))
HAND_FIGURES = Proved(HandFigure, every(HandFigure), by=("target_id",))

PROVED = (HOLDS, BINDINGS, HAND_FIGURES)

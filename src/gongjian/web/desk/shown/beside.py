"""What lies on a desk beside its tasks: the cards of its roles, and nothing that is asked for in vain."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gongjian.notices.rules import OnDesk, Pile
from gongjian.rounds.queries.rails import rails_of
from gongjian.rounds.rules.rails import Rail
from gongjian.web.desk.shown.cards import Card, filled
from gongjian.web.desk.shown.duties import clocks, to_sign, upkeep
from gongjian.web.desk.shown.following import followed_entries, lagging
from gongjian.web.desk.shown.leading import leading
from gongjian.web.desk.shown.pile import heap
from gongjian.web.desk.shown.rail import county_part, days_ahead, own_parts
from gongjian.web.desk.shown.results import best, issued_bulletins, movers, rankings
from gongjian.web.desk.shown.steps import early_warnings
from gongjian.web.desk.shown.watching import decisions_overdue, late_in_a_row, stuck
from gongjian.web.http import Request

MAIN: Mapping[Rail, Callable[[Request], Card]] = {
    Rail.RANKING: rankings,
    Rail.DECISIONS: decisions_overdue,
    Rail.PUBLISHED: issued_bulletins,
    Rail.UPKEEP: upkeep,
}
ASIDE: Mapping[Rail, Callable[[Request], Card]] = {
    Rail.PUNCTUALITY: late_in_a_row,
    Rail.MOVERS: movers,
    Rail.BEST: best,
}
TABLES: Mapping[Rail, tuple[str, Callable[[Request], Any]]] = {
    Rail.CLOCKS: ("clocks", clocks),
    Rail.WARNINGS: ("early_warnings", early_warnings),
    Rail.LAGGING: ("lagging", lagging),
    Rail.CHANGES: ("changed", followed_entries),
}


def beside(request: Request, found: Sequence[OnDesk]) -> dict[str, Any]:
    rails = rails_of(request.user, request.campaign)
    first = [to_sign(request, found)] if Rail.TO_SIGN in rails else []
    first += [stuck(request)] if Rail.STUCK in rails else []
    return {
        "main_cards": filled(card(request) for rail, card in MAIN.items() if rail in rails),
        "first_cards": filled(first),
        "aside_cards": filled(card(request) for rail, card in ASIDE.items() if rail in rails),
        "elsewhere": heap(request, found, Pile.OVERDUE, most=1) if Rail.ELSEWHERE in rails else None,
        "sees_unattended": Rail.UNATTENDED in rails,
        "parts": [
            *(own_parts(request) if Rail.OWN_PART in rails else ()),
            *(county_part(request) if Rail.WHOLE in rails else ()),
        ],
        "days": list(days_ahead(request)),
        **{name: table(request) for rail, (name, table) in TABLES.items() if rail in rails},
        **(leading(request) if Rail.LED in rails else {}),
    }

from gongjian.meetings.queries.asked import (
    counts_of,
    meeting_rules,
    meetings_of,
    name_of,
    names_of,
    newest_paper,
    next_decision_number,
    next_minutes_number,
    open_decisions,
    ordinal,
    previous,
)
from gongjian.meetings.queries.desk import on_desk
from gongjian.meetings.queries.facts import ItemRow, MatterFacts, facts_of
from gongjian.meetings.queries.preparing import (
    bulletin_for,
    concerned,
    decisions_for,
    facts_for,
    newest_ranking,
    next_to_propose_to,
    ranked_in,
)

__all__ = [
    "ItemRow",
    "MatterFacts",
    "bulletin_for",
    "concerned",
    "counts_of",
    "decisions_for",
    "facts_for",
    "facts_of",
    "meeting_rules",
    "meetings_of",
    "name_of",
    "names_of",
    "newest_paper",
    "newest_ranking",
    "next_decision_number",
    "next_minutes_number",
    "next_to_propose_to",
    "on_desk",
    "open_decisions",
    "ordinal",
    "previous",
    "ranked_in",
]

"""Sample work: what lies on a desk, how an item stands, how far an obstacle has come."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from gongjian.kernel.text import Text
from gongjian.kernel.time_left import late_words
from gongjian.web.gallery.shown.samples import TODAY
from gongjian.worklist.rules import Confidence, Forecast, Light

OVERDUE, NOW, SOON = TODAY - timedelta(5), TODAY, TODAY + timedelta(6)


def work() -> dict[str, Any]:
    return {"bundles": desk(), **standing(), "track": track()}


def desk() -> list[dict[str, Any]]:
    """Late with a verb done in place, due today, later, and several alike tied together."""
    receive = {"url": "/ui/sentences/", "verb": Text("Receive"), "sends": ()}
    report, obstacle = Text("Fill in the half-monthly report"), Text("Solve the obstacle")
    late = thing(report, OVERDUE, "report", late=True, when=late_words(3, OVERDUE), press=receive)
    today = thing(obstacle, NOW, "barrier-block", today=True, when=Text("due today"))
    later = thing(report, SOON, "report", when=Text("%(days)s working days left", days=4))
    tied = {"is_tied": True, "first": later, "things": (later, later, later), "count": 5, "more": 0}
    return [*({"is_tied": False, "things": (one,)} for one in (late, today)), tied]


def thing(
    title: Text, due_on: Any, icon: str, *, late: bool = False, today: bool = False, **more: Any
) -> dict[str, Any]:
    """One thing on a desk."""
    detail = gettext("Sample item %(n)s") % {"n": 1}
    state = {"is_late": late, "is_today": today, "due_on": due_on, "detail": detail}
    return {"title": title, "url": "#work", "icon": icon, **state, **more}


def standing() -> dict[str, Any]:
    """An item that is behind, and whose unit is more hopeful than its figures."""
    return {
        "standing": {
            "light": Light.SERIOUS,
            "share": Decimal("0.12"),
            "expected": Decimal("0.47"),
            "gap": Decimal("-0.35"),
            "forecast": Forecast.ON_TIME,
            "confidence": Confidence.HOPEFUL,
        },
        "band": {
            "time": Text("%(days)s working days left", days=4),
            "is_late": False,
            "still": Text("No change in %(same)s reports in a row", same=4),
        },
    }


def track() -> list[dict[str, Any]]:
    steps = (
        (_("Raised"), "done", OVERDUE),
        (_("Taken up"), "done", OVERDUE),
        (_("Worked on"), "current", SOON),
    )
    ahead = ((_("Closing"), "ahead", None), (_("Re-check"), "ahead", None))
    found: list[dict[str, Any]] = [
        {"label": label, "state": state, "on": on} for label, state, on in steps + ahead
    ]
    found[2] |= {"words": Text("%(days)s working days left", days=4), "tone": "is-short"}
    return found

"""Components that hold what a template writes between their two tags, each with its markup in this one place.

`{% panel _("Facts") %}…{% endpanel %}`. A keyword that a component does not know becomes an attribute of its element: `data_form=True`
is written `data-form`, `aria_label=name` is written `aria-label="…"`; what is empty is left out.
"""

from typing import Any

from django.forms.utils import flatatt
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongjian.ui.sprite import icon

Title = Any  # words, or a sentence that the reader's language decides
NOTICE_ICONS = {"error": "alert-triangle", "warning": "alert-triangle", "success": "circle-check"}


def attributes_of(classes: str, attributes: dict[str, Any]) -> SafeString:
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return flatatt({name: value for name, value in {"class": classes, **named}.items() if value})


def classes_of(own: str, more: str) -> str:
    return f"{own} {more}".strip()


def panel_head(content: str, title: Title = "", level: int = 2) -> SafeString:
    """The head of a panel: its title, and at the right what the template writes."""
    words = format_html("<h{level}>{title}</h{level}>", level=level, title=title) if title else ""
    return format_html('<div class="panel-head">{}{}</div>', words, content)


def panel_body(content: str, kind: str = "", **attributes: Any) -> SafeString:
    return format_html("<div{}>{}</div>", attributes_of(classes_of("panel-body", kind), attributes), content)


def panel(
    content: str, title: Title = "", level: int = 2, full: bool = False, kind: str = "", **attributes: Any
) -> SafeString:
    """A card of a page. `full`: what it holds reaches its edges (a table, a list, a head of its own)."""
    head = panel_head("", title, level) if title else ""
    body = content if full else panel_body(content)
    return format_html(
        "<section{}>{}{}</section>", attributes_of(classes_of("panel", kind), attributes), head, body
    )


def folded(
    content: str,
    title: Title,
    full: bool = False,
    kind: str = "",
    sign: str = "",
    open: Any = False,  # noqa: A002 - the name of the attribute
    **attributes: Any,
) -> SafeString:
    """A panel that is opened by its head; `open` where it is open from the start."""
    return format_html(
        '<details{}><summary class="panel-head"><h2>{}{}</h2></summary>{}</details>',
        attributes_of(classes_of("panel more-panel", kind), {**attributes, "open": bool(open)}),
        icon(sign) if sign else "",
        title,
        content if full else panel_body(content),
    )


def notice(content: str, tone: str = "", sign: str = "", **attributes: Any) -> SafeString:
    """A line that stands out: an error (read out at once), a warning, a success, a piece of information."""
    if tone == "error":
        attributes = {"role": "alert", **attributes}
    kind = f"is-{tone}" if tone else ""
    return format_html(
        "<div{}>{}<div>{}</div></div>",
        attributes_of(classes_of("notice", kind), attributes),
        icon(sign or NOTICE_ICONS.get(tone, "info-circle")),
        content,
    )


def menu(
    content: str, label: Title, sign: str = "dots", words: bool = False, kind: str = "", opens: str = ""
) -> SafeString:
    """What is seldom needed, behind one button; `words` shows its label beside the sign, `opens` says how its list opens."""
    return format_html(
        '<details class="menu" data-menu><summary{}>{}{}</summary><div class="{}">{}</div></details>',
        attributes_of(classes_of("btn", kind), {"aria_label": "" if words else label}),
        icon(sign) if sign else "",
        label if words else "",
        classes_of("menu-list menu-right", opens),
        content,
    )


def crumbs(content: str) -> SafeString:
    """Where the page stands: links to what it belongs to."""
    return format_html(
        '<nav class="crumbs" aria-label="{}">{}</nav>', gettext("Where this page stands"), content
    )


def filter_menu(content: str, popover: bool = False) -> SafeString:
    """Filters: in a row beside the search, or behind a button; on a telephone in a sheet, with how many are set."""
    return render_to_string("ui/_filter_menu.html", {"content": SafeString(content), "popover": popover})


def post(
    context: Context,
    content: str,
    name: str = "",
    *of: Any,
    to: str = "",
    at: str = "",
    kind: str = "",
    files: bool = False,
    confirm: Title = "",
    yes: Title = "",
    keep: str = "",
    autosave: bool = False,
    swap: str = "",
    **attributes: Any,
) -> SafeString:
    """A form that changes something.

    `name` and what follows it name its address, `to` gives it ready made, neither is the page's own; `at` is the place in the
    page that answers. `files`: it carries files. `confirm` is asked before it is sent, with `yes` on the button. Under `keep` what
    is typed outlives a closed page. `autosave`: each field is sent as it is typed; `swap`: the answer takes this place in the page.
    """
    address = (to or (reverse(name, args=of) if name else "")) + (f"#{at}" if at else "")
    first = {
        "method": "post",
        "action": address,
        "enctype": "multipart/form-data" if files else "",
        "data_confirm": confirm,
        "data_yes": yes,
        "data_keep": keep,
        "data_autosave": address if autosave else "",
        "hx_post": address if swap else "",
        "hx_target": swap,
    }
    return format_html(
        "<form{}>{}{}</form>",
        attributes_of(kind, {**first, **attributes}),
        CsrfTokenNode().render(context),
        content,
    )

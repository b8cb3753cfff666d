"""Components and ways of writing for templates: {% load ui %} brings all of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, Form, RadioSelect, Select
from django.template.context import Context
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext
from django_vite.core.asset_loader import DjangoViteAssetLoader  # type: ignore[import-untyped]

from gongjian.config.logs import number_of_request
from gongjian.kernel.renamed import todays
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.reading.pinyin import initials_of
from gongjian.ui import days, holders, numbers, sprite
from gongjian.ui.charts.bars import parts_of_lights, stack
from gongjian.ui.charts.scales import length
from gongjian.ui.day_input import DayInput
from gongjian.ui.words import words_for_scripts

register = template.Library()

for write in (
    numbers.number,
    numbers.quantity,
    numbers.percent,
    numbers.points,
    numbers.money,
    numbers.file_size,
    days.day,
    days.moment,
    days.month,
    days.weekday,
):
    register.filter(write.__name__, write)

for hold in (
    holders.panel,
    holders.panel_head,
    holders.panel_body,
    holders.folded,
    holders.notice,
    holders.menu,
    holders.crumbs,
    holders.filter_menu,
):
    register.simple_block_tag(hold)
register.simple_block_tag(holders.post, takes_context=True)
icon = register.simple_tag(sprite.icon)


@register.filter
def say(sentence: Text | Term | str | None) -> str:
    """A sentence of the rules, or a word, in the reader's language."""
    if isinstance(sentence, Text):
        return sentence.say(gettext)
    if isinstance(sentence, Term):
        return gettext(sentence.label)
    return gettext(todays(sentence)) if sentence else ""


@register.filter
def in_reader_language(words: Text | Term | str | None) -> str:
    """A sentence of ours in the reader's language; what somebody typed stays as it is."""
    return say(words) if isinstance(words, Text | Term) else words or ""


@register.filter
def css(word: str | None) -> str:
    """The code of a word as it is written in class names."""
    return (word or "").replace("_", "-")


@register.filter
def initials(name: Any) -> str:
    """By what a choice of a long list is found besides its words."""
    return initials_of(str(name))


@register.filter
def own_name(language: str) -> str:
    return str(get_language_info(language)["name_local"])


@register.simple_tag
def frontend(*entries: str) -> SafeString:
    """The built scripts and styles, or nothing where nothing has been built."""
    if not sprite.is_built():
        return SafeString("")
    loader = DjangoViteAssetLoader.instance()
    return SafeString("\n".join(loader.generate_vite_asset(entry, app="default") for entry in entries))


@register.simple_tag
def light(term: Term | str | None) -> SafeString:
    """A light in words, colour and shape."""
    if not term:
        return format_html('<span class="light light-none">{}</span>', numbers.NOTHING)
    return format_html(
        '<span class="light light-{}">{}</span>',
        css(term),
        capfirst(gettext(getattr(term, "label", str(term)))),
    )


@register.simple_tag
def mark(term: Term | Text | str | None, tone: str = "neutral") -> SafeString:
    """A word as a small quiet badge: a state, a kind, a forecast, or a remark."""
    if not term:
        return SafeString("")
    if isinstance(term, Term):
        return format_html(
            '<span class="state state-{} is-{}">{}</span>', tone, css(term), capfirst(gettext(term.label))
        )
    said = term.say(gettext) if isinstance(term, Text) else term
    return format_html('<span class="state state-{}">{}</span>', tone, capfirst(said))


@register.simple_tag
def words() -> SafeString:
    return words_in(get_language() or "")


@cache
def words_in(_language: str) -> SafeString:
    return json_script(words_for_scripts(), "words")


@register.inclusion_tag("ui/_progress.html")
def progress(
    actual: numbers.Figure, expected: numbers.Figure = None, light: Term | None = None
) -> dict[str, Any]:
    """How far (a share of one), with a tick where it should be."""
    tick = None if numbers.exact(expected) is None else length(expected)
    return {"actual": actual, "expected": expected, "light": light, "done": length(actual), "tick": tick}


@register.inclusion_tag("ui/_light_bar.html")
def light_bar(counts: Iterable[tuple[Term, int]], legend: bool = False) -> dict[str, Any]:
    """How many of each light, as one bar."""
    shown = [(term, count) for term, count in counts if count]
    return {"bar": stack(parts_of_lights(shown)), "counts": shown if legend else []}


@register.inclusion_tag("ui/_light_squares.html")
def light_squares(counts: Iterable[tuple[Term, int]]) -> dict[str, Any]:
    """A square for each of a few things, by its light; how many of which is said in words."""
    return {"counts": [(light, range(count), count) for light, count in counts if count]}


@register.inclusion_tag("ui/_empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "", icon: str = "inbox") -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("ui/_stat.html")
def stat(label: str, value: Any, hint: Any = "", url: str = "", tone: str = "") -> dict[str, Any]:
    """One figure with its name; the whole tile is a link where there is more to see."""
    return {"label": label, "value": value, "hint": hint, "url": url, "tone": tone}


@register.simple_tag
def day_input(
    name: str, value: date | str | None = None, label: str = "", row: int | None = None, **attrs: Any
) -> SafeString:
    """A field for a day that no form of ours makes; with a label of its own where none stands before it."""
    name = name if row is None else f"{name}-{row}"
    told = {"class": "form-control", "id": attrs.pop("id", f"id_{name}"), "aria-label": label}
    told |= {key.replace("_", "-"): said for key, said in attrs.items()}
    return DayInput().render(name, value, {key: said for key, said in told.items() if said})


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, hint: str | None = None, label: str = "") -> dict[str, Any]:
    """A field of a form with its label, help and errors; what was typed stays."""
    widget = bound.field.widget
    described = f"{bound.auto_id}-hint {bound.auto_id}-error"
    attributes: dict[str, str | bool] = {"class": widget_class(bound), "aria-describedby": described}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "input": bound.as_widget(attrs=attributes),
        "ticked": isinstance(widget, CheckboxInput),
        "grouped": isinstance(widget, RadioSelect),
        "label": label or bound.label,
        "hint": bound.help_text if hint is None else hint,
    }


def widget_class(bound: BoundField) -> str:
    widget = bound.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, CheckboxInput | RadioSelect):
        kind = "form-check-input"
    else:
        kind = "form-select" if isinstance(widget, Select) else "form-control"
    return " ".join(filter(None, [kind, own, "is-invalid" if bound.errors else ""]))


@register.inclusion_tag("ui/_form_errors.html")
def form_errors(form: Form) -> dict[str, Any]:
    """What is wrong with the form as a whole, at its head."""
    return {"form": form, "faulty": [bound for bound in form if bound.errors]}


@register.inclusion_tag("ui/_pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Pages of a long list; the filters of the address stay."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "numbers": list(shown),
        "gap": page.paginator.ELLIPSIS,
        "request": context["request"],
    }


@register.inclusion_tag("ui/_sort_header.html", takes_context=True)
def sort_header(context: Context, key: str, label: str, kind: str = "", unit: str = "") -> dict[str, Any]:
    """A column's head that sorts by it; a second click turns the order round."""
    current = context["request"].GET.get("sort", "")
    return {
        "request": context["request"],
        "label": label,
        "kind": kind,
        "unit": unit,
        "order": {key: "ascending", f"-{key}": "descending"}.get(current, "none"),
        "sort": f"-{key}" if current == key else key,
    }


@register.inclusion_tag("ui/_chips.html")
def chips(active: Sequence[dict[str, str]], clear_url: str = "") -> dict[str, Any]:
    """The filters in force; each can be taken off by itself."""
    return {"chips": active, "clear_url": clear_url}


@register.inclusion_tag("ui/_timeline.html")
def timeline(events: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What happened, newest first: each event has at or on, text, by, and may have tone and url."""
    return {"events": events}


@register.simple_tag
def request_number() -> str:
    """The number under which the log tells of this request."""
    return number_of_request()

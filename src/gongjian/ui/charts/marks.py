"""Marks of SVG: escaped, short, and without a colour of their own."""

from html import escape

from django.utils.safestring import SafeString, mark_safe


def short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def across(share: float) -> SafeString:
    """A place or a length across, in hundredths of the width."""
    digits = f"{share:.2f}".rstrip("0").rstrip(".")
    return SafeString("0" if digits == "0" else f"{digits}%")


def element(name: str, css: str, *inner: str, **where: str | float) -> SafeString:
    """One mark: `where` holds its attributes, with aria_label for aria-label and numbers written short."""
    painted = f' class="{css}"' if css else ""
    places = "".join([f' {key.replace("_", "-")}="{written(value)}"' for key, value in where.items()])
    if not inner:
        return mark_safe(f"<{name}{painted}{places}/>")
    return mark_safe(f"<{name}{painted}{places}>{''.join(map(written, inner))}</{name}>")


def written(value: str | float) -> str:
    """Whatever is not markup of ours is escaped."""
    if isinstance(value, SafeString):
        return value
    return escape(value) if isinstance(value, str) else short(value)


def hint(sentence: str) -> SafeString:
    """What a mark says when one points at it."""
    return element("title", "", sentence)

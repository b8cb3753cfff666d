"""Marks of SVG: escaped, short, and without a colour of their own."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString


def short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def across(share: float) -> str:
    """A place or a length across, in hundredths of the width."""
    written = f"{share:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "0" else f"{written}%"


def element(name: str, css: str, *inner: str, **where: str | float) -> SafeString:
    """One mark: `where` holds its attributes, with x_1 for x-1 and numbers written short."""
    attributes = format_html_join(
        "",
        ' {}="{}"',
        (
            (key.strip("_").replace("_", "-"), short(value) if isinstance(value, int | float) else value)
            for key, value in where.items()
        ),
    )
    painted = format_html(' class="{}"', css) if css else SafeString("")
    if not inner:
        return format_html("<{}{}{}/>", name, painted, attributes)
    return format_html("<{}{}{}>{}</{}>", name, painted, attributes, joined(*inner), name)


def joined(*parts: str) -> SafeString:
    return SafeString("".join(conditional_escape(part) for part in parts))


def hint(sentence: str) -> SafeString:
    """What a mark says when one points at it."""
    return format_html("<title>{}</title>", sentence)

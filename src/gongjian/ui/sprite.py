"""Where the built front end lies, if it has been built, and the icons that it brings."""

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "ui/dist/icons.svg"


def is_built() -> bool:
    """A page can be drawn, bare, before the front end has been built."""
    vite = settings.DJANGO_VITE["default"]
    return bool(vite.get("dev_mode")) or Path(str(vite.get("manifest_path", ""))).is_file()


@cache
def sprite_address() -> str:
    try:
        return static(SPRITE)
    except ValueError:
        return f"{settings.STATIC_URL}{SPRITE}"


@lru_cache(1000)
def icon(name: str, title: str = "") -> SafeString:
    address = f"{sprite_address()}#{name}"
    if title:
        return format_html(
            '<svg class="icon" width="18" height="18" role="img" aria-label="{}"><use href="{}"/></svg>',
            title,
            address,
        )
    return format_html(
        '<svg class="icon" width="18" height="18" aria-hidden="true"><use href="{}"/></svg>', address
    )

"""Where the built front end lies, if it has been built."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

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

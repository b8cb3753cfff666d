"""The organisations that somebody keeps, and the one that an address asks for."""

from gongjian.accounts.models import Organisation
from gongjian.accounts.permissions import may_keep_county
from gongjian.accounts.queries import organisations_kept_by
from gongjian.kernel.verdict import require
from gongjian.web.http import Request


def kept_by(request: Request) -> frozenset[int]:
    kept = organisations_kept_by(request.user)
    require(may_keep_county(kept))
    return kept


def top_of(request: Request) -> Organisation:
    """The organisation at the top of what somebody keeps; of several the first, or the one that is asked for."""
    kept = kept_by(request)
    tops = Organisation.objects.filter(pk__in=kept).exclude(parent__in=kept)
    asked = request.GET.get("for", "")
    chosen = (
        tops.filter(pk=int(asked)).first()
        if asked.isascii() and asked.isdigit() and len(asked) < 15
        else None
    )
    return chosen or tops[0]

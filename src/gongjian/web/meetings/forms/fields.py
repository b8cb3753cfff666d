"""Organisations as people name them: typed, with the list beside."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within

BETWEEN = re.compile(r"[、,，;；\n]+")
LIST = "organisations"  # the id of the list that every page with such a field carries


def organisations_of(campaign: Campaign) -> list[Organisation]:
    return list(organisations_within(campaign).filter(closed_at=None).exclude(pk=campaign.organisation_id))


class OrganisationsField(forms.CharField):
    """One organisation or several, by their names or an unmistakable part of them."""

    def __init__(self, *args: Any, several: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off"} | ({} if several else {"list": LIST})
        super().__init__(*args, widget=forms.TextInput(attrs=attrs), max_length=1000, **kwargs)
        self.several = several
        self.known: Sequence[Organisation] = ()

    def clean(self, value: Any) -> Any:
        typed = [part.strip() for part in BETWEEN.split(super().clean(value)) if part.strip()]
        if not self.several and len(typed) > 1:
            raise ValidationError(_("Enter one organisation only."))
        found = [self.named(part) for part in typed]
        return found if self.several else next(iter(found), None)

    def named(self, typed: str) -> Organisation:
        exact = [one for one in self.known if typed in (one.name, one.short_name)]
        found = exact or [one for one in self.known if typed in one.name or typed in one.short_name]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("“%(typed)s” was not found. Choose from the list.") % {"typed": typed})
        names = _(", ").join(one.name for one in found[:4])
        raise ValidationError(
            _("“%(typed)s” could be several: %(names)s.") % {"typed": typed, "names": names}
        )


def join_names(organisations: Iterable[Organisation]) -> str:
    return "、".join(str(one) for one in organisations)

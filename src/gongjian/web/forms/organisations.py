"""An organisation, as administrators type it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import OrganisationKind
from gongjian.web.forms.fields import row_field, term_field


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    kind = term_field(OrganisationKind, _("Kind"))
    parent = row_field(_("Organisation above"))

    def __init__(self, organisations: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organisations  # type: ignore[attr-defined]

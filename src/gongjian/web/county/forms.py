"""What an administrator of the county types about one person or one organisation."""

import re
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules.contacts import is_mobile, phone_of
from gongjian.accounts.rules.user_names import proposed
from gongjian.web.forms.fields import row_field
from gongjian.web.forms.organisations import OrganisationForm

LARGEST_POSITION = 100_000
MOST_NAMES = 20


class OnePerson(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    organisation = row_field(_("Organisation"))
    duty = forms.CharField(label=_("Job title"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_(
            "The Office calls this number when a report is missing. A mobile number belongs to one person."
        ),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, help_text=_("Can be used for notices.")
    )

    def __init__(
        self, organisations: QuerySet[Organisation], *args: Any, somebody: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.somebody, self.organisations = somebody, organisations
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if not typed:
            return ""
        phone = phone_of(typed)
        if phone is None:
            raise forms.ValidationError(gettext("This is not a telephone number: %s") % typed)
        if is_mobile(phone) and (other := self.others().filter(phone=phone).first()):
            raise forms.ValidationError(
                gettext("This mobile number is that of %(name)s, %(organisation)s.") % person_in_words(other)
            )
        return phone

    def others(self) -> QuerySet[User]:
        """Whom the administrator keeps: nobody learns here who has a number in another county."""
        rows = User.objects.filter(organisation__in=self.organisations).select_related("organisation")
        return rows.exclude(pk=self.somebody.pk) if self.somebody else rows


class NewPerson(OnePerson):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        required=False,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("If empty, one is generated from the name."),
    )
    is_another = forms.BooleanField(
        label=_("This is another person of the same name"), required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name, organisation = data.get("name"), data.get("organisation")
        if name and organisation and not data.get("is_another"):
            self.ask_about(name, organisation)
        if name and not data.get("username"):
            taken = {one.lower() for one in User.objects.values_list("username", flat=True)}
            data["username"] = proposed(name, taken)
        return data

    def ask_about(self, name: str, organisation: Organisation) -> None:
        """The same name in the same organisation is a question, never a second account."""
        if same := self.others().filter(name=name, organisation=organisation).first():
            self.fields["is_another"].widget = forms.CheckboxInput()
            question = gettext(
                "%(organisation)s has somebody called %(name)s already. Is this another person?"
            )
            self.add_error("is_another", question % person_in_words(same))


class OneOrganisation(OrganisationForm):
    other_names = forms.CharField(
        label=_("Other names"),
        max_length=400,
        required=False,
        help_text=_("Former names and the names used in lists and plans, separated by 、"),
    )
    position = forms.IntegerField(
        label=_("Position in the official order"),
        min_value=0,
        max_value=LARGEST_POSITION,
        help_text=_(
            "Smaller numbers come first. Organisations with the same number keep the order in "
            "which they were added."
        ),
    )

    field_order = ("name", "short_name", "other_names", "kind", "parent", "position")

    def clean_other_names(self) -> list[str]:
        names = [one.strip() for one in re.split(r"[、,，;；\n]", self.cleaned_data["other_names"])]
        return list(dict.fromkeys(filter(None, names)))[:MOST_NAMES]


def person_in_words(person: User) -> dict[str, str]:
    return {"name": person.name, "organisation": str(person.organisation or "–")}

"""What is typed on a county's first morning."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.vocabulary import Term
from gongjian.web.forms.fields import day_field, row_field, term_field
from gongjian.web.forms.passwords import complain_about, password_field


class FirstForm(forms.Form):
    county = forms.CharField(
        label=_("County"), max_length=120, help_text=_("The full name as used on papers.")
    )
    name = forms.CharField(label=_("Your name"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        initial="admin",
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        help_text=_("You will use it to sign in from now on."),
    )
    password = password_field()
    again = forms.CharField(
        label=_("Repeat the password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            somebody = User(username=data.get("username", ""), name=data.get("name", ""))
            complain_about(self, data["password"], somebody)
        if data.get("password") != data.get("again"):
            self.add_error("again", gettext("The two passwords are not the same."))
        return data


class Way(Term):
    """How a campaign is opened."""

    PLAN = "plan", "From a plan document"
    COPY = "copy", "Copy an earlier campaign"
    HAND = "hand", "Enter manually"


class OpenCampaign(forms.Form):
    organisation = row_field(_("For"))
    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=40,
        help_text=_("Lower-case letters, digits and hyphens; part of the address of every page."),
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"), help_text=_("With the assessment at the end, if there is one."))
    way = term_field(
        Way,
        _("Starting point"),
        initial=Way.PLAN,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    plan = forms.FileField(
        label=_("Plan document"), required=False, help_text=_("Word, PDF with text, or plain text.")
    )
    copy_of = row_field(_("Earlier campaign"), required=False)

    def __init__(self, kept: "QuerySet[Organisation]", earlier: "QuerySet[Campaign]", *args: Any, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = kept  # type: ignore[attr-defined]
        self.fields["copy_of"].queryset = earlier  # type: ignore[attr-defined]
        if not earlier.exists():
            self.fields["way"].choices = [one for one in self.fields["way"].choices if one[0] != Way.COPY]  # type: ignore[attr-defined]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("ends_on", gettext("The last day is before the first."))
        if data.get("way") == Way.PLAN and not data.get("plan"):
            self.add_error("plan", gettext("Choose the plan document, or another starting point."))
        if data.get("way") == Way.COPY and not data.get("copy_of"):
            self.add_error("copy_of", gettext("Choose the campaign to copy, or another starting point."))
        return data


class DeleteForm(forms.Form):
    typed = forms.CharField(label=_("Name of the campaign"), max_length=120)

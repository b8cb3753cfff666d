"""What administrators type about people and organisations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import RoleAssignment
from gongjian.campaigns.rules import Role, Series
from gongjian.web.forms.fields import reason_field, row_field, term_field
from gongjian.web.forms.passwords import complain_about, password_field


class Welcome(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("Letters, digits and @ . + - _ only. With it this person signs in."),
    )
    password = password_field(
        required=False, help_text=_("Without one the account cannot be used until you set it.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            somebody = User(username=data.get("username", ""), name=data.get("name", ""))
            complain_about(self, data["password"], somebody)
        return data


class ChangePerson(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)


class SetPassword(forms.Form):
    password = password_field()

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            complain_about(self, data["password"], self.person)
        return data


class GiveRole(forms.Form):
    role = term_field(Role, _("Role"))
    organisation = row_field(_("Organisation"))

    def __init__(self, organisations: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class HandOver(forms.Form):
    to = row_field(_("Successor"))
    assignments = forms.MultipleChoiceField(label=_("Seats"), required=False)
    reason = reason_field(_("Reason"))
    close_after = forms.BooleanField(label=_("Close the account afterwards"), required=False)
    knowing = forms.BooleanField(label=_("I understand and want to proceed"), required=False)

    def __init__(
        self, assignments: QuerySet[RoleAssignment], people: QuerySet[User], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
        self.known = {str(assignment.pk): assignment for assignment in assignments}
        self.fields["assignments"].choices = [(pk, str(assignment)) for pk, assignment in self.known.items()]  # type: ignore[attr-defined]

    def clean_assignments(self) -> list[RoleAssignment]:
        return [self.known[pk] for pk in self.cleaned_data["assignments"]]


class ChangeUnit(forms.Form):
    series = term_field(Series, _("Ranking series"), required=False, blank=_("not ranked"))
    head_confirms = forms.BooleanField(label=_("The head signs off every report"), required=False)


class EnlistUnit(ChangeUnit):
    organisation = row_field(_("Organisation"))
    field_order = ["organisation", "series", "head_confirms"]

    def __init__(self, organisations: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class ChoosePassword(forms.Form):
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Repeat the password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if (password := typed.get("password")) and self.person:
            try:
                validate_password(password, self.person)
            except forms.ValidationError as complaint:
                self.add_error("password", complaint)
            if typed.get("again") and typed["again"] != password:
                self.add_error("again", gettext("The two passwords are not the same."))
        return typed

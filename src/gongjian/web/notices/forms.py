"""What the Office types about channels, and everybody about the own notices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.rules import Language
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within
from gongjian.notices.actions import RobotDraft
from gongjian.notices.rules import RobotKind
from gongjian.web.forms.fields import row_field, seen_field, term_field


class RobotForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("The name the Office uses for the group.")
    )
    kind = term_field(RobotKind, _("Kind"))
    address = forms.CharField(
        label=_("Robot address"),
        max_length=500,
        help_text=_("The address that the chat group shows when a robot is added."),
    )
    secret = forms.CharField(
        label=_("Secret for signing"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Only if the group requires signed messages. If empty, the existing key is kept."),
    )
    organisation = row_field(_("Speaks for"), required=False)
    language = term_field(Language, _("Language"), initial=Language.SIMPLIFIED)

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations_within(campaign).filter(closed_at=None)  # type: ignore[attr-defined]
        field.empty_label = _("everybody with open tasks")  # type: ignore[attr-defined]


class ChangeRobot(RobotForm):
    seen = seen_field()


class WordingForm(forms.Form):
    words = forms.CharField(
        label=_("Own wording"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("If empty, the text below is used."),
    )


class MyNotices(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=150, required=False)
    by_email = forms.BooleanField(label=_("Send me notices by e-mail too"), required=False)


def draft_of(typed: dict[str, Any]) -> RobotDraft:
    names = ("name", "kind", "address", "secret", "organisation", "language")
    return RobotDraft(**{name: typed[name] for name in names})

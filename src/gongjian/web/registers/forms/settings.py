"""What the Office types to set up a register: its words, and rows of fields, stages and permits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import CODE, Campaign
from gongjian.campaigns.queries import organisations_within
from gongjian.registers.actions import PermitDraft, RegisterDraft
from gongjian.registers.models import Register, StandardPermit
from gongjian.registers.rules import Manner, ParentKind
from gongjian.registers.rules.kits import Kit
from gongjian.web.forms.fields import row_field, seen_field, term_field
from gongjian.web.registers.forms.rules import TypedRules, whole

RESERVED = ("new", "items", "imports", "entries")
PERMIT_ROWS = 40
BLANKS = 3


class RegisterForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    code = forms.SlugField(
        label=_("Code"), max_length=20, validators=[CODE], help_text=_("Latin letters and digits; part of the address.")
    )  # fmt: skip
    manner = term_field(Manner, _("Counting method"))
    parent_kind = term_field(ParentKind, _("Entries stand under"))
    line_of_work = row_field(_("Line of work"), required=False, help_text=_("If empty: every line of work."))
    group = row_field(
        _("Group that looks after it"), required=False, help_text=_("Members of this group see all entries of the register.")
    )  # fmt: skip
    thing = forms.CharField(
        label=_("What one row stands for"), max_length=20, required=False, help_text=_("Such as 户, 宗, 座.")
    )
    unit_of_quantity = forms.CharField(
        label=_("Unit of the quantity"), max_length=20, required=False, help_text=_("Such as 亩 or m². Empty: rows are counted only.")
    )  # fmt: skip
    note = forms.CharField(label=_("Hint for reporters"), max_length=300, required=False)
    seen = seen_field()

    def __init__(
        self,
        campaign: Campaign,
        *args: Any,
        register: Register | None = None,
        kit: Kit | None = None,
        **kwargs: Any,
    ) -> None:
        initial = kit_now(kit, campaign) if kit and not register else register_now(register)
        super().__init__(*args, **kwargs | {"initial": initial})
        self.kit = kit
        self.fields["line_of_work"].queryset = campaign.lines_of_work.all()  # type: ignore[attr-defined]
        groups = organisations_within(campaign).filter(kind=OrganisationKind.GROUP)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        if register:
            del self.fields["code"], self.fields["manner"], self.fields["parent_kind"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in RESERVED:
            raise forms.ValidationError(gettext("This code is already in use. Choose another one."))
        return code

    def draft(self, register: Register | None, rules: TypedRules) -> RegisterDraft:
        typed = self.cleaned_data
        return RegisterDraft(
            name=typed["name"],
            manner=register.manner if register else typed["manner"],
            parent_kind=register.parent_kind if register else typed["parent_kind"],
            kit=register.kit if register else self.kit.code if self.kit else "",
            line_of_work=typed["line_of_work"],
            group=typed["group"],
            thing=typed["thing"],
            unit_of_quantity=typed["unit_of_quantity"],
            note=typed["note"],
            fields=rules.fields,
            stages=rules.stages,
            measures=rules.measures,
            states=rules.states,
            position=register.position if register else 0,
        )


def register_now(register: Register | None) -> dict[str, Any]:
    if register is None:
        return {"seen": 0, "manner": Manner.EACH, "parent_kind": ParentKind.PROJECT}
    names = ("name", "line_of_work", "group", "thing", "unit_of_quantity", "note")
    return {name: getattr(register, name) for name in names} | {"seen": register.version}


def kit_now(kit: Kit, campaign: Campaign) -> dict[str, Any]:
    """A kit as the form begins with it; the line for which it is meant, where the campaign has it."""
    layout = kit.layout
    return {
        "seen": 0,
        "name": kit.name,
        "code": kit.code,
        "manner": layout.manner,
        "parent_kind": layout.parent,
        "line_of_work": campaign.lines_of_work.filter(code=kit.line).first(),
        "thing": layout.thing,
        "unit_of_quantity": layout.unit,
        "note": kit.note,
    }


@dataclass(frozen=True, slots=True)
class EditableRow:
    """One row of a table in which somebody types."""

    place: int
    values: Mapping[str, Any]


def blank_after(rows: Sequence[Mapping[str, Any]], most: int) -> list[EditableRow]:
    """What stands there, and some empty rows below."""
    filled = [*rows, *({} for _ in range(BLANKS))][:most]
    return [EditableRow(place, values) for place, values in enumerate(filled, start=1)]


def typed_rows(typed: Mapping[str, Any], kind: str, names: Sequence[str], most: int) -> list[dict[str, str]]:
    """The rows in which something was typed, without those that are empty."""
    rows = [
        {name: str(typed.get(f"{kind}-{name}-{place}", "")).strip()[:200] for name in names}
        for place in range(1, most + 1)
    ]
    return [row for row in rows if row.get("label") or row.get("name") or row.get("code")]


PERMIT_NAMES = ("name", "department", "statutory_days", "promised_days", "step")


def permit_rows(permits: Sequence[StandardPermit]) -> list[EditableRow]:
    told = [{name: getattr(one, name) for name in PERMIT_NAMES[2:]} | {"name": one.name, "department": str(one.department_id)} for one in permits]  # fmt: skip
    return blank_after(told, PERMIT_ROWS)


def permits_typed(typed: Mapping[str, Any], departments: Mapping[int, Organisation]) -> list[PermitDraft]:
    """What cannot be read becomes nought, which the verb refuses with its sentence."""
    return [
        PermitDraft(
            name=row["name"][:60],
            department=departments[whole(row["department"])],
            statutory_days=whole(row["statutory_days"]),
            promised_days=whole(row["promised_days"]),
            step=whole(row["step"]) or 1,
        )
        for row in typed_rows(typed, "permit", PERMIT_NAMES, PERMIT_ROWS)
        if whole(row["department"]) in departments
    ]

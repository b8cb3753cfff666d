"""Registers are taken over from an earlier campaign: how they are set up, without what stands in them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.registers.actions.setting import WRITTEN
from gongjian.registers.models import Register, StandardPermit

PERMIT = ("name", "department_id", "statutory_days", "promised_days", "step")


@transaction.atomic
def copy_registers(
    campaign: Campaign, source: Campaign, lines: Mapping[int, LineOfWork], *, by: User | None, at: datetime
) -> int:
    """Every register with its fields and stages, and the permits that are usual."""
    if by is not None:
        require(may_plan(by, campaign))
    copied = {one.pk: copy_register(one, campaign, lines) for one in source.registers.all()}
    StandardPermit.objects.bulk_create(
        StandardPermit(
            campaign=campaign,
            register=copied[one.register_id],
            line_of_work=lines.get(one.line_of_work_id or 0),
            **{field: getattr(one, field) for field in PERMIT},
        )
        for one in source.standard_permits.all()
    )

    record(Text("copied registers from %(name)s", name=source.name), about=campaign, by=by, at=at, count=len(copied))  # fmt: skip
    return len(copied)


def copy_register(register: Register, campaign: Campaign, lines: Mapping[int, LineOfWork]) -> Register:
    written = {field: getattr(register, field) for field in WRITTEN if field != "line_of_work"}
    return Register.objects.create(
        campaign=campaign,
        code=register.code,
        manner=register.manner,
        parent_kind=register.parent_kind,
        kit=register.kit,
        line_of_work=lines.get(register.line_of_work_id or 0),
        **written,
    )

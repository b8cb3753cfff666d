"""Results are published."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.assessment.models import Result
from gongjian.assessment.queries.proofs import RESULTS
from gongjian.assessment.rules import PlaceInSeries
from gongjian.campaigns.rules import Series
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.reporting.models import Period


@transaction.atomic
def publish(
    period: Period, places: dict[Series, list[PlaceInSeries]], *, edition: int, by: User, at: datetime
) -> list[Result]:
    """The places of a period stand from now on, with the lines that explain them. Once per edition."""
    period = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if Result.objects.filter(period=period, edition=edition).exists():
        return []

    results = Result.objects.bulk_create(
        result_of(period, series, place, edition=edition, at=at)
        for series, ranked in places.items()
        for place in ranked
    )

    record(
        Text("published the results of %(day)s", day=period.nominal_on),
        about=period,
        by=by,
        at=at,
        edition=edition,
        proves=stated(RESULTS, (period.pk, edition)),
    )
    return results


def result_of(period: Period, series: Series, place: PlaceInSeries, *, edition: int, at: datetime) -> Result:
    lines = [
        {"kind": line.kind.value, "points": str(line.points), "reason": line.reason.to_json()}
        for line in place.score.lines
    ]
    return Result(
        campaign_id=period.campaign_id,
        period=period,
        edition=edition,
        unit_id=place.score.unit,
        series=series,
        place=place.place,
        before=place.before,
        total=place.score.total,
        lines=lines,
        rulebook_id=period.rulebook_id,
        published_at=at,
    )

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext

from gongjian import vault
from gongjian.assessment.models import Result
from gongjian.bulletins import actions, papers
from gongjian.bulletins.models import Acknowledgement, Bulletin, Snapshot
from gongjian.bulletins.queries import compare_snapshots, may_be_drafted
from gongjian.bulletins.rules import BulletinKind, State
from gongjian.campaigns.actions import set_rulebook
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role, Series
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import broken_links, last_number
from gongjian.reporting.actions import send_back
from gongjian.standing.queries import standings_at
from gongjian.worklist.models import Baseline, Item
from gongjian.worklist.rules import expected
from tests.world import (
    AFTER_CUT_OFF,
    a_campaign,
    a_clerk,
    a_draft,
    a_duty,
    a_period,
    a_person,
    a_received_report,
    a_unit,
    an_item,
    issued,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = AFTER_CUT_OFF


@pytest.fixture
def report():
    return a_received_report()


@pytest.fixture
def period(report):
    return report.period


@pytest.fixture
def director(period):
    return a_person(Role.DIRECTOR, campaign=period.campaign)


def test_a_bulletin_is_drafted_after_the_cut_off_once(period):
    with pytest.raises(Refused, match="after the data cut-off"):
        a_draft(period, at=noon(9, 15))
    bulletin = a_draft(period)

    with pytest.raises(Refused, match="already a bulletin of this kind"):
        a_draft(period)
    assert (bulletin.state, bulletin.number, bulletin.content) == (State.DRAFT, None, None)
    assert not may_be_drafted(period.campaign, BulletinKind.PROGRESS, AT).exists()


def test_both_kinds_share_one_snapshot_of_what_was_known_at_the_cut_off(period):
    progress, ranking = a_draft(period), a_draft(period, BulletinKind.RANKING)

    assert (progress.snapshot, Snapshot.objects.count()) == (ranking.snapshot, 1)
    assert progress.snapshot.data["overall"]["completion"] == "1/2"


def test_the_ledger_names_the_section_that_was_edited_by_its_title(period, director):
    actions.edit_words(a_draft(period), "overall", "全县完成{completion}。", by=director, at=AT, seen=1)

    edited = Entry.objects.latest("pk").verb
    assert str(edited) == "edited the section Overall progress"
    with translation.override("zh-hans"):
        assert edited.say(gettext) == "修改了“总体进展”部分的文字"


def test_after_a_draft_is_discarded_another_may_be_made(period, director):
    bulletin = a_draft(period)
    actions.discard(bulletin, by=director, at=AT, seen=bulletin.version)

    assert a_draft(period).state == State.DRAFT


def test_words_are_edited_and_figures_are_not(period, director):
    bulletin = a_draft(period)
    words = "全县完成{completion}。"

    edited = actions.edit_words(bulletin, "overall", words, by=director, at=AT, seen=1)
    with pytest.raises(Refused, match="is a typed figure"):
        actions.edit_words(edited, "overall", "全县完成99%。", by=director, at=AT, seen=2)
    with pytest.raises(Refused, match="There is no such section"):
        actions.edit_words(edited, "nowhere", words, by=director, at=AT, seen=2)
    with pytest.raises(Outdated):
        actions.edit_words(edited, "overall", words, by=director, at=AT, seen=1)

    content = papers.bulletin_content(edited, number=None, issued_on=None)
    assert edited.words == {"overall": words}
    assert papers.paper_from(content).blocks[1].text == "全县完成50.0%。"


def test_a_section_that_is_put_back_as_assembled_is_edited_no_longer(period, director):
    bulletin = a_draft(period)
    assembled = {
        one["key"]: one["text"]
        for one in papers.bulletin_content(bulletin, number=None, issued_on=None)["sections"]
    }

    bulletin = actions.edit_words(bulletin, "demands", "今后加快。", by=director, at=AT, seen=1)
    bulletin = actions.edit_words(bulletin, "demands", assembled["demands"], by=director, at=AT, seen=2)

    assert bulletin.words == {}


def test_a_second_person_approves(period, director):
    bulletin = actions.propose(a_draft(period), by=director, at=AT, seen=1)

    with pytest.raises(NotAllowed, match="not the one who proposed it"):
        actions.approve(bulletin, by=director, at=AT, seen=2)
    with pytest.raises(NotAllowed, match="Only those responsible"):
        actions.approve(bulletin, by=a_clerk(period.campaign), at=AT, seen=2)
    other = a_person(Role.DIRECTOR, campaign=period.campaign)
    assert actions.approve(bulletin, by=other, at=AT, seen=2).state == State.APPROVED


def test_the_database_itself_refuses_one_person_for_both(period, director):
    bulletin = actions.propose(a_draft(period), by=director, at=AT, seen=1)

    with pytest.raises(IntegrityError, match="proposed_by_is_not_approved_by"), transaction.atomic():
        Bulletin.objects.filter(pk=bulletin.pk).update(
            state=State.APPROVED, approved_by=director, approved_at=AT
        )


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.PROPOSED},
        {"proposed_at": AT},
        {"state": State.ISSUED},
        {"number": 1},
        {"content": {}},
        {"state": State.DISCARDED, "number": 3},
    ],
)
def test_the_database_itself_refuses_stamps_that_do_not_belong_to_the_state(period, values):
    bulletin = a_draft(period)

    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=bulletin.pk).update(**values)


def test_the_database_itself_refuses_a_second_bulletin_or_number(period):
    first = issued(a_draft(period))
    second = a_draft(period, BulletinKind.RANKING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=second.pk).update(kind=BulletinKind.PROGRESS)
    for row in (first, first.snapshot):
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_nobody_approves_or_issues_what_they_have_not_seen(period, director):
    bulletin = actions.propose(a_draft(period), by=a_clerk(period.campaign), at=AT, seen=1)

    for verb in (actions.approve, actions.discard, actions.propose):
        with pytest.raises(Refused):
            verb(bulletin, by=director, at=AT, seen=1)


def test_returning_to_the_draft_takes_a_reason_and_forgets_the_stamps(period, director):
    bulletin = actions.propose(a_draft(period), by=a_clerk(period.campaign), at=AT, seen=1)

    with pytest.raises(Refused, match="Enter what is to be changed"):
        actions.return_to_draft(bulletin, reason=" ", by=director, at=AT, seen=2)
    bulletin = actions.return_to_draft(bulletin, reason="too long", by=director, at=AT, seen=2)

    assert (bulletin.state, bulletin.proposed_by, bulletin.version) == (State.DRAFT, None, 3)


def test_numbers_run_without_gaps_within_a_kind(period):
    campaign = period.campaign
    later = a_period(campaign, date(2026, 9, 28))
    discarded = a_draft(period)
    actions.discard(discarded, by=a_clerk(campaign), at=AT, seen=1)

    first, ranking = issued(a_draft(period)), issued(a_draft(period, BulletinKind.RANKING))
    second = issued(a_draft(later, at=noon(10, 12)), at=noon(10, 12))
    correction = actions.draft_correction(first, reason="typo", by=a_clerk(campaign), at=noon(10, 12))
    third = issued(correction, at=noon(10, 13))

    assert [one.number for one in (first, second, third, ranking)] == [1, 2, 3, 1]


def test_an_issued_bulletin_does_not_change_whatever_changes_around_it(report, director, settings):
    bulletin = issued(a_draft(report.period))
    frozen = (bulletin.content, bulletin.sha256, bulletin.snapshot.sha256)
    kept = {kind: actions.keep_file(bulletin, kind, at=AT) for kind in papers.FORMATS}

    send_back(report, reason="wrong", by=director, at=noon(9, 17))
    set_rulebook(
        report.campaign,
        {"light": {"tolerance_points": "1"}},
        note="stricter",
        by=director,
        at=noon(9, 17),
        seen=report.campaign.rulebooks.count(),
    )
    Item.objects.update(name="renamed")
    Campaign.objects.update(paper_language="en", name="Renamed")

    fresh = Bulletin.objects.locked(bulletin.pk)
    assert (fresh.content, fresh.sha256, fresh.snapshot.sha256) == frozen
    for kind, file in kept.items():
        content = vault.fetch(settings.VAULT_DIR, file.sha256)
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert actions.keep_file(fresh, kind, at=noon(9, 18)) == file
        assert papers.compared(fresh, kind, content), kind


def test_only_issued_bulletins_have_files(period):
    with pytest.raises(Refused, match="Only an issued bulletin has files"):
        actions.keep_file(a_draft(period), "pdf", at=AT)


def test_issuing_publishes_the_results_and_later_facts_do_not_change_them(report, director):
    issued(a_draft(report.period))
    before = list(Result.objects.values("place", "total", "lines"))

    send_back(report, reason="wrong", by=director, at=noon(9, 17))
    issued(a_draft(report.period, BulletinKind.RANKING, at=noon(9, 18)), at=noon(9, 18))

    assert list(Result.objects.values("place", "total", "lines")) == before
    assert [Decimal(row["total"]) > 0 for row in before] == [True]


def test_a_correction_is_a_new_issue_that_says_what_has_changed(report, director):
    first = issued(a_draft(report.period))
    frozen = Bulletin.objects.values().get()
    send_back(report, reason="wrong", by=director, at=noon(9, 17))

    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        actions.draft_correction(first, reason=" ", by=director, at=noon(9, 18))
    correction = actions.draft_correction(first, reason="a report was wrong", by=director, at=noon(9, 18))
    correction = issued(correction, at=noon(9, 18))

    assert Bulletin.objects.filter(pk=first.pk).values().get() == frozen
    assert (correction.number, correction.corrects, correction.snapshot.edition) == (2, first, 2)
    changed = compare_snapshots(first.snapshot.data, correction.snapshot.data)
    assert (str(changed[0].what), changed[0].before, changed[0].after) == (
        "Overall completion",
        "50.0%",
        "0.0%",
    )
    with pytest.raises(Refused, match="already"):
        actions.draft_correction(first, reason="again", by=director, at=noon(9, 19))


def test_what_is_published_is_what_is_printed_whatever_changed_since_the_draft(report, director):
    bulletin = a_draft(report.period)
    report.campaign.units.update(series=Series.TOWNSHIPS)
    Item.objects.filter(campaign=report.campaign).update(weight=7)

    issued(bulletin)

    printed = [
        (series["series"], place["unit"], place["place"], Decimal(place["total"]))
        for series in bulletin.snapshot.data["series"]
        for place in series["places"]
    ]
    assert list(Result.objects.values_list("series", "unit_id", "place", "total")) == printed


def test_a_discarded_correction_makes_way_for_another_with_what_is_known_then(report, director):
    bulletin = issued(a_draft(report.period))
    wrong = actions.draft_correction(bulletin, reason="a figure", by=director, at=noon(9, 20))
    send_back(report, reason="the figure is wrong", by=a_clerk(report.campaign), at=noon(9, 21))
    actions.discard(wrong, by=director, at=noon(9, 21), seen=wrong.version)

    correction = actions.draft_correction(bulletin, reason="a figure", by=director, at=noon(9, 22))

    assert correction.snapshot.known_at == noon(9, 22)
    assert compare_snapshots(bulletin.snapshot.data, correction.snapshot.data)


def test_only_what_is_issued_is_corrected(period, director):
    with pytest.raises(Refused, match="Only an issued bulletin can be corrected"):
        actions.draft_correction(a_draft(period), reason="typo", by=director, at=AT)


def test_a_unit_acknowledges_once_and_only_for_itself(report):
    draft = a_draft(report.period)
    reporter = a_person(Role.REPORTER, at=report.unit, campaign=report.campaign)
    other = a_unit(report.campaign)
    with pytest.raises(Refused, match="Only an issued bulletin"):
        actions.acknowledge(draft, report.unit, by=reporter, at=AT)
    bulletin = issued(draft)

    with pytest.raises(NotAllowed):
        actions.acknowledge(bulletin, other.organisation, by=reporter, at=AT)
    with pytest.raises(NotAllowed):
        actions.acknowledge(bulletin, report.unit, by=a_clerk(report.campaign), at=AT)
    before = last_number(report.campaign_id)
    first = actions.acknowledge(bulletin, report.unit, by=reporter, at=AT)
    again = actions.acknowledge(bulletin, report.unit, by=reporter, at=noon(9, 20))

    assert (again, again.at, Acknowledgement.objects.count()) == (first, AT, 1)
    assert last_number(report.campaign_id) == before + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.create(
            campaign=report.campaign, bulletin=bulletin, unit=report.unit, at=AT, by=reporter
        )


def test_every_verb_leaves_one_entry_and_the_chain_holds(period):
    campaign = period.campaign
    clerk, director = a_clerk(campaign), a_person(Role.DIRECTOR, campaign=campaign)
    verbs = [
        lambda b: actions.draft(period, BulletinKind.PROGRESS, by=clerk, at=AT),
        lambda b: actions.edit_words(b, "demands", "今后加快。", by=clerk, at=AT, seen=b.version),
        lambda b: actions.propose(b, by=clerk, at=AT, seen=b.version),
        lambda b: actions.return_to_draft(b, reason="later", by=director, at=AT, seen=b.version),
        lambda b: actions.discard(b, by=clerk, at=AT, seen=b.version),
        lambda b: actions.draft(period, BulletinKind.PROGRESS, by=clerk, at=AT),
        lambda b: actions.propose(b, by=clerk, at=AT, seen=b.version),
        lambda b: actions.approve(b, by=director, at=AT, seen=b.version),
    ]
    bulletin = None
    for verb in verbs:
        before = last_number(campaign.pk)
        bulletin = verb(bulletin)
        assert last_number(campaign.pk) == before + 1

    before = last_number(campaign.pk)
    bulletin = actions.issue(bulletin, by=director, at=AT, seen=bulletin.version)
    actions.keep_file(bulletin, "docx", at=AT)
    actions.draft_correction(bulletin, reason="typo", by=clerk, at=AT)

    told = [str(entry.verb) for entry in Entry.objects.filter(campaign_id=campaign.pk, number__gt=before)]
    assert told == [
        "published the results of 13 Sep 2026",
        "issued no. 1",
        "printed the Word file",
        "drafted a correction",
    ]
    assert broken_links(campaign.pk) == []


def test_every_figure_can_be_named_by_what_people_call_it(period):
    data = a_draft(period).snapshot.data
    labels = papers.figure_labels(data)
    named = {
        name: papers.with_codes(f"{{{labels.get(name, name)}}}", data) for name in papers.figures_of(data)
    }

    assert named == {name: f"{{{name}}}" for name in papers.figures_of(data)}


def test_a_period_nobody_reported_in_still_makes_a_bulletin():
    campaign = a_campaign()
    a_duty(campaign)
    period = a_period(campaign)
    an_item(campaign)

    bulletin = issued(a_draft(period))

    assert bulletin.number == 1
    assert bulletin.content["figures"]["owed"] == "0"


def test_in_january_the_count_begins_anew_with_the_year_of_issue(period):
    issued(a_draft(period))
    bulletin = Bulletin.objects.get()
    correction = actions.draft_correction(bulletin, reason="漏报", by=bulletin.drafted_by, at=AFTER_CUT_OFF)

    correction = issued(correction, at=noon(1, 4, 2027))

    assert (correction.number_year, correction.number) == (2027, 1)
    assert correction.content["head"]["document_number"].endswith("〔2027〕1号")
    assert any("〔2026〕1号" in note for note in correction.content["notes"])


def proposed_with_words_of(writer, period):
    bulletin = a_draft(period)
    section = papers.sections_of(bulletin.kind, bulletin.snapshot.data, {})[-1]
    words = {"by": writer, "at": AFTER_CUT_OFF, "seen": bulletin.version}
    bulletin = actions.edit_words(bulletin, section.key, f"{section.text}请各单位抓紧。", **words)
    return actions.propose(bulletin, by=bulletin.drafted_by, at=AFTER_CUT_OFF, seen=bulletin.version)


def test_whoever_wrote_any_of_it_does_not_approve_it_and_is_told_who_can(period):
    director = a_person(Role.DIRECTOR, campaign=period.campaign)
    other = a_person(Role.DIRECTOR, campaign=period.campaign, name="云在山")
    bulletin = proposed_with_words_of(director, period)

    with pytest.raises(NotAllowed, match="云在山"):
        actions.approve(bulletin, by=director, at=AFTER_CUT_OFF, seen=bulletin.version)
    assert actions.approve(bulletin, by=other, at=AFTER_CUT_OFF, seen=bulletin.version).approved_by == other


def test_where_nobody_else_holds_the_role_a_writer_approves_and_the_paper_says_so(period):
    director = a_person(Role.DIRECTOR, campaign=period.campaign)
    bulletin = proposed_with_words_of(director, period)

    bulletin = actions.approve(bulletin, by=director, at=AFTER_CUT_OFF, seen=bulletin.version)
    bulletin = actions.issue(bulletin, by=director, at=AFTER_CUT_OFF, seen=bulletin.version)

    assert any("本人" in note for note in bulletin.content["notes"])


def test_figures_lights_and_words_of_a_paper_speak_of_the_day_that_it_names(period):
    an_item(period.campaign)
    data = a_draft(period).snapshot.data

    now = standings_at(period.campaign, period.campaign.end_of(period.cut_off_on))

    assert data["period"]["cut_off_on"] == period.cut_off_on.isoformat()
    assert {one.measured_on for one in now} == {period.cut_off_on}
    assert all(one.expected == expected(one_plan(one), period.cut_off_on) for one in now)


def one_plan(standing):
    return Baseline.objects.filter(item=standing.item).latest("number").plan()

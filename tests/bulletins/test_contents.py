"""What a bulletin says as a whole: each thing once, the same on every page, and as official papers have it."""

import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from gongjian.bulletins import actions, papers
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.papers.press import workbook
from gongjian.bulletins.papers.tables import tables_of
from gongjian.bulletins.rules import BulletinKind, behind, count_lights, filled
from gongjian.documents.layout import MASTHEAD_SIZES, masthead_size
from gongjian.documents.paper import Paragraph
from gongjian.documents.reading_back import tables_of_xlsx
from gongjian.kernel.text import Text
from gongjian.ledger.rules import sealed
from gongjian.worklist.rules import Light
from tests.world import a_draft, a_received_report, an_item, issued, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
A_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d+(\.\d+)?")


@pytest.fixture(params=list(BulletinKind))
def bulletin(request):
    report = a_received_report()
    an_item(report.campaign, due_on=noon(9, 1).date())  # seriously behind
    return a_draft(report.period, request.param)


def content(bulletin):
    return papers.bulletin_content(bulletin, number=1, issued_on=noon(9, 16).date())


def said(bulletin):
    whole = content(bulletin)
    return "\n".join(filled(one["text"], whole["figures"]) for one in whole["sections"])


def test_what_lags_is_one_set_on_every_page():
    lights = {light.value: 0 for light in Light} | {"serious": 2, "lagging": 3, "done": 4}

    assert behind(lights) == 5
    assert dict(count_lights(lights))[Text("Behind")] == 5
    assert dict(count_lights(lights))[Text("of which seriously")] == 2


def test_the_whole_and_the_table_of_lines_say_the_same_number_of_items_behind():
    report = a_received_report()
    an_item(report.campaign, due_on=noon(9, 1).date())
    bulletin = a_draft(report.period)
    data = bulletin.snapshot.data

    with translation.override("zh-hans"):
        [table] = tables_of("lines", data)
        [lines, *_rest] = workbook(data, content(bulletin)).sheets
    number = str(behind(data["overall"]["lights"]))
    assert int(number) > 0
    assert f"滞后{number}项" in said(bulletin)
    assert f"滞后事项共{number}项" in said(bulletin)
    assert table["rows"][-1][table["head"].index("滞后")] == number
    heads = [column.head for column in lines.columns]
    assert str(lines.rows[-1][heads.index("滞后")]) == number


def test_figures_of_the_table_of_lines_stand_in_the_table_only():
    bulletin = a_draft(a_received_report().period)

    [section] = [one for one in content(bulletin)["sections"] if one["key"] == "lines"]

    assert section["tables"]
    assert not re.search(r"\d|completion|expected|gap", section["text"])


def test_it_ends_with_the_words_that_end_a_bulletin(bulletin):
    paper = papers.paper_from(content(bulletin))

    assert paper.blocks[-1] == Paragraph("特此通报。")


def test_the_masthead_names_the_county_and_stands_on_one_line(bulletin):
    masthead = content(bulletin)["head"]["masthead"]

    assert bulletin.campaign.organisation.name in masthead
    assert masthead_size("云屏县重大工程百日攻坚行动排名通报") > MASTHEAD_SIZES[0]


def test_those_who_get_a_copy_end_with_a_full_stop(bulletin):
    assert content(bulletin)["head"]["copied_to"].endswith("。")


def test_nothing_is_said_to_be_attached_that_is_not(bulletin):
    paper = papers.paper_from(content(bulletin))

    assert "Excel" not in said(bulletin)
    assert ("所附" in said(bulletin)) <= any(annex.title == "排名规则" for annex in paper.annexes)


def test_no_full_stop_stands_before_a_bracket(bulletin):
    assert not re.search("。[\uff08(]", said(bulletin))


def test_the_columns_of_points_are_called_points(bulletin):
    with translation.override("zh-hans"):
        table = tables_of("ranking", bulletin.snapshot.data)[0]

    assert table["head"] == [
        "名次",
        "责任单位",
        "得分",
        "完成得分",
        "超前得分",
        "到期得分",
        "报送得分",
        "变化",
    ]


def test_every_number_of_the_workbook_is_a_number(bulletin):
    sheets = tables_of_xlsx(papers.pressed(bulletin, "xlsx", content(bulletin)))

    as_text = [
        (name, cell)
        for name, rows in sheets.items()
        for row in rows
        for cell in row
        if isinstance(cell, str) and A_NUMBER.fullmatch(cell)
    ]
    assert as_text == []
    assert isinstance(sheets["排名"][-1][3], int | float)


def test_an_emptied_section_without_a_table_is_left_out(bulletin):
    bulletin.words = {"demands": ""}

    headings = [
        block.text for block in papers.paper_from(content(bulletin)).blocks if hasattr(block, "level")
    ]

    assert not any("下一步要求" in heading for heading in headings)


def test_kept_files_are_held_against_todays_form_and_older_ones_are_left_in_peace(bulletin, capsys):
    bulletin = issued(bulletin)
    file = actions.keep_file(bulletin, "xlsx", at=noon(9, 16))

    call_command("verify_bulletins")
    assert "the same" in capsys.readouterr().out

    earlier = bulletin.content | {"form": 1, "closing": "?"}
    seal = sealed(bulletin.snapshot.sha256, earlier)
    Bulletin.objects.filter(pk=bulletin.pk).update(content=earlier, sha256=seal)
    call_command("verify_bulletins")
    assert "printed by an earlier release" in capsys.readouterr().out

    for kept in settings.VAULT_DIR.rglob(f"{file.sha256}*"):
        kept.unlink()
    with pytest.raises(CommandError):
        call_command("verify_bulletins")

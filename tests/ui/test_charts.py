"""Charts: values come to their places, days are true, words do not lie on each other, colours can be told apart."""

import re
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from gongjian.ui.charts import BarPart, HeatCell, Line, LineChart
from gongjian.ui.charts.labels import shortened_to, width_of
from gongjian.ui.charts.lettering import Word, flag_words, is_free, words_inside
from gongjian.ui.charts.plots import NARROW_PLOT, Plot, plot_of
from gongjian.ui.charts.scales import (
    MONTHS_AT_A_TIME,
    TimeScale,
    ValueScale,
    drawable,
    regular_days,
    round_values,
    spread,
)

FIRST, LAST = date(2026, 8, 25), date(2026, 12, 25)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
LARGE = st.floats(0, 1e12, allow_nan=False)
HOSTILE = "<b onclick='x'>\u202e\"&"
A_CHART = 5 * 1024  # bytes


def drawn(source, language="en", **values):
    with override(language):
        return Template("{% load charts %}" + source).render(Context(values))


def chart_of(*points, **options):
    return LineChart("Curve", (Line("Actual", points, **options),), "%", whole=100)


def test_nothing_lies_at_the_foot_and_the_highest_value_at_the_head():
    scale = ValueScale(80, 180)

    assert (scale.at(0), scale.at(40), scale.at(80)) == (180, 90, 0)
    assert (scale.at(-5), scale.at(500)) == (180, 0)


def test_weeks_are_equally_wide_and_the_ends_lie_on_the_edges():
    scale = TimeScale(FIRST, LAST)
    weeks = [scale.at(FIRST + timedelta(weeks=n)) for n in range(12)]

    assert (scale.at(FIRST), scale.at(LAST)) == (0, 100)
    assert {round(after - before, 9) for before, after in pairwise(weeks)} == {round(700 / 122, 9)}
    assert TimeScale(FIRST, FIRST).at(FIRST) == 50


@given(DAYS, DAYS, DAYS)
def test_a_later_day_never_lies_further_left(one, two, three):
    first, day, last = sorted([one, two, three])
    scale = TimeScale(first, last)

    assert 0 <= scale.at(first) <= scale.at(day) <= scale.at(last) <= 100


@given(LARGE, st.integers(2, 12))
def test_the_axis_begins_with_nothing_and_ends_where_everything_has_room(high, most):
    values = round_values(high, most=most)

    assert values[0] == 0
    assert values[-1] >= high * (1 - 1e-9)
    assert 2 <= len(values) <= most + 1
    assert all(value == int(value) for value in values)


@given(DAYS, DAYS, st.integers(2, 14))
def test_days_below_an_axis_are_mondays_or_beginnings_of_months_at_one_distance(one, two, most):
    first, last = sorted([one, two])
    days = regular_days(first, last, most=most)

    assert len(days) <= most
    assert days == [first] or all(first <= day <= last for day in days)
    if len(days) > 1:
        months = {
            (after.year - before.year) * 12 + after.month - before.month for before, after in pairwise(days)
        }
        weeks = {(after - before).days for before, after in pairwise(days)}
        by_week = all(day.weekday() == 0 for day in days) and weeks <= {7, 14} and len(weeks) == 1
        by_month = all(day.day == 1 for day in days) and len(months) == 1 and months <= set(MONTHS_AT_A_TIME)
        assert by_week or by_month


@given(st.lists(st.floats(-50, 250), max_size=9), st.floats(1, 40))
def test_words_beside_a_plot_keep_their_order_and_their_distance(wanted, gap):
    placed = spread(wanted, gap=gap, low=8, high=166)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    room = min(gap, 158 / max(len(wanted) - 1, 1))

    assert all(8 - 1e-6 <= place <= 166 + 1e-6 for place in placed)
    assert all(placed[b] - placed[a] >= room - 1e-6 for a, b in pairwise(order))


@given(st.text(max_size=60), st.floats(20, 120))
def test_a_shortened_word_fits(text, width):
    assert width_of(shortened_to(text, width)) <= width


@pytest.mark.parametrize("value", [None, "", "n/a", float("nan"), float("inf"), "-Infinity"])
def test_what_is_no_number_is_not_drawn(value):
    assert drawable(value) is None
    assert drawn("{% line_chart chart %}", chart=chart_of((FIRST, value))).strip() == ""
    assert "nan" not in drawn("{% stacked_bar parts 100 %}", parts=[BarPart("a", value, "part-1")])


def test_a_gap_is_a_gap():
    days = [FIRST + timedelta(days=n) for n in range(4)]
    picture = drawn("{% line_chart chart %}", chart=chart_of(*zip(days, (0, 50, None, 100), strict=True)))

    assert 'd="M0 180L333 90M1000 0"' in picture


def test_one_point_is_drawn_in_the_middle():
    assert 'cx="50%" cy="90"' in drawn("{% line_chart chart %}", chart=chart_of((FIRST, 50)))


def test_what_was_counted_holds_until_it_is_counted_again_and_until_today():
    line = Line("Actual", ((FIRST, 0), (FIRST + timedelta(days=5), 50)), steps=True)
    chart = LineChart("Curve", (line,), "%", today=FIRST + timedelta(days=10), whole=100)

    assert 'd="M0 180H500V90H1000V90"' in drawn("{% line_chart chart %}", chart=chart)


def test_a_milestone_is_a_step_and_bears_its_name():
    due = FIRST + timedelta(days=100)
    points = ((FIRST, 0), (due, 0), (due, 100))
    line = Line("Expected", points, is_promise=True, names={due: "Roof"})
    picture = drawn("{% line_chart chart %}", chart=LineChart("Curve", (line,), "%", due_on=due, whole=100))

    assert 'd="M0 180L1000 180L1000 0"' in picture
    assert (
        "<title>Roof · Thu 3 Dec 2026: 100%</title>" in picture
        or "<title>Roof · Thu 3 Dec: 100%</title>" in picture
    )


def test_each_line_differs_by_its_class_and_is_named_at_its_end():
    lines = tuple(Line(f"Series {n}", ((FIRST, n), (LAST, n * 10))) for n in range(1, 6))
    picture = drawn("{% line_chart chart %}", chart=LineChart("Trend", lines, "户"))

    for n, line in enumerate(lines, start=1):
        assert f'class="chart-line line-{n}"' in picture
        assert f'{line.name} <tspan class="is-strong">{n * 10}</tspan>' in picture


def test_names_of_milestones_never_lie_on_lines_nor_on_each_other():
    days = [FIRST + timedelta(days=n) for n in (3, 6, 50, 52, 100)]
    points = [(FIRST, 0)]
    for n, day in enumerate(days):
        points += [(day, n * 20), (day, (n + 1) * 20)]
    line = Line("Expected", tuple(points), is_promise=True, names=dict.fromkeys(days, "主体结构封顶"))
    actual = Line("Actual", ((FIRST, 0), (days[2], 60)), steps=True)
    plot = plot_of(LineChart("Curve", (actual, line), "%", today=days[3], whole=100))
    picture = drawn("{% line_chart chart %}", chart=plot.chart)

    written = re.findall(
        r'<text class="chart-name is-fine (\S+)" x="([\d.]+)%" y="([\d.]+)" dx="(-?\d+)">', picture
    )
    boxes = [Word("主体结构封顶", float(x), float(y), aside, float(dx)).box() for aside, x, y, dx in written]
    boxes += [word.box() for word in words_inside(plot)]

    assert len(boxes) > 1
    assert all(is_free(box, [other for other in boxes if other is not box]) for box in boxes[:-1])


def test_today_and_a_near_due_date_turn_away_from_each_other():
    line = Line("Actual", ((FIRST, 0), (LAST, 10)))
    chart = LineChart("Curve", (line,), "%", today=date(2026, 11, 20), due_on=date(2026, 11, 27), whole=100)
    picture = drawn("{% line_chart chart %}", chart=chart)

    assert re.search(r'class="chart-today-word is-before"[^>]*>Today 20 Nov<', picture)
    assert re.search(r'class="chart-due-word is-after"[^>]*>[^<]* 27 Nov<', picture)


def test_a_picture_says_where_its_lines_end():
    picture = drawn("{% line_chart chart %}", chart=chart_of((FIRST, 10), (LAST, 38)))

    assert 'role="img"' in picture
    assert re.search(r'aria-label="Curve: Actual 38% \([^)]*25 Dec', picture)


def test_a_closed_table_holds_the_figures_and_no_stop_for_the_tab_key():
    chart = LineChart(
        "Curve", (Line("Actual", ((FIRST, 10), (LAST, 38))), Line("Expected", ((LAST, 100),))), "%"
    )
    picture = drawn("{% line_chart chart %}", chart=chart)
    table = picture[picture.index("<details") :]

    assert "<details open" not in picture
    assert re.findall(r'<td class="number">([^<]*)</td>', table) == ["10%", "–", "38%", "100%"]
    assert not re.search(r"<(a|button|input|select|textarea)\b|tabindex", table)


def test_a_usual_chart_weighs_little():
    days = [FIRST + timedelta(days=7 * n) for n in range(18)]
    promised = Line("序时进度", ((FIRST, 0), (LAST, 100)), is_promise=True)
    actual = Line("实际", tuple((day, n * 5) for n, day in enumerate(days)), steps=True)
    chart = LineChart("进度曲线", (actual, promised), "%", today=LAST, due_on=LAST, whole=100)
    picture = drawn("{% line_chart chart %}", "zh-hans", chart=chart)
    svg = picture[picture.index("<svg") : picture.rindex("</svg>")]

    assert len(svg.encode()) <= A_CHART * 1.2
    assert (
        len(drawn("{% stacked_bar parts %}", parts=[BarPart(f"{n}", n, f"part-{n}") for n in range(1, 7)]))
        < 1200
    )


def test_what_people_typed_is_never_markup():
    parts, cells = [BarPart(HOSTILE, 1, "part-1")], [HeatCell(HOSTILE, "fill-done", f"/?q={HOSTILE}")]
    line = Line(HOSTILE, ((FIRST, 1), (LAST, 2)), is_promise=True, names={LAST: HOSTILE})
    picture = drawn(
        "{% line_chart chart %}{% stacked_bar parts %}{% bar_key parts %}{% heat_strip cells %}{% sparkline way name 0 9 %}",
        chart=LineChart(HOSTILE, (line,), HOSTILE),
        parts=parts,
        cells=cells,
        way=[1, 2],
        name=HOSTILE,
    )

    assert "<b " not in picture
    assert "onclick='" not in picture


def test_a_very_long_name_is_shortened_beside_the_plot_and_whole_in_its_table():
    name = "县自然资源和规划局城乡建设用地增减挂钩工作专班办公室" * 3
    picture = drawn(
        "{% line_chart chart %}", chart=LineChart("Trend", (Line(name, ((FIRST, 1), (LAST, 2))),))
    )

    assert re.search(r'class="chart-name"[^>]*>县自然资源和…<', picture)
    assert f'<th class="number">{name}</th>' in picture


def test_parts_follow_each_other_and_what_is_missing_of_the_whole_stays_empty():
    parts = [BarPart("One", 30, "part-1"), BarPart("Two", "20.5", "part-2"), BarPart("Less", -4, "part-3")]
    bar = drawn("{% stacked_bar parts 100 places=2 %}", parts=parts)

    assert 'aria-label="One 30.00, Two 20.50, Less −4.00"' in bar
    assert 'class="chart-part part-1" x="0" width="30%"' in bar
    assert 'class="chart-part part-2" x="30%" width="20.5%"' in bar
    assert "part-3" not in bar
    assert "chart-track" in bar


def test_against_the_longest_bar_of_a_table_nothing_is_missing():
    bar = drawn("{% stacked_bar parts longest=4 %}", parts=[BarPart("One", 1, "part-1")])

    assert 'width="25%"' in bar
    assert "chart-track" not in bar


@given(st.lists(LARGE, max_size=8))
def test_a_full_bar_is_full(values):
    bar = drawn("{% stacked_bar parts %}", parts=[BarPart("p", value, "part-1") for value in values])
    widths = [float(width) for width in re.findall(r'class="chart-part[^>]* width="([\d.]+)%?"', bar)]

    assert not widths or abs(sum(widths) - 100) < 0.1


def test_a_bullet_says_how_far_and_where_it_should_be():
    bar = drawn("{% bullet actual expected %}", actual="0.647", expected="1.2")

    assert 'aria-label="Done 64.7%, expected 120.0%"' in bar
    assert 'part-1" width="64.7%"' in bar
    assert 'x1="100%"' in bar
    assert "chart-bar-tick" not in drawn("{% bullet actual %}", actual="0.647")


def test_a_strip_leads_where_its_cells_lead():
    cells = [
        HeatCell("13 Sep: on time", "fill-done", "/reports/1/"),
        HeatCell("28 Sep: late", "fill-serious"),
    ]
    picture = drawn("{% heat_strip cells %}", cells=cells)

    assert '<a href="/reports/1/" aria-label="13 Sep: on time"><rect' in picture
    assert 'class="chart-part fill-serious" x="50%" width="50%"' in picture
    assert 'role="group"' in picture


def test_a_sparkline_lies_between_its_low_and_its_high():
    assert 'd="M3 17.0L36 3.0L69 10.0"' in drawn(
        "{% sparkline way name 0 10 %}", way=[0, 10, 5], name="Points"
    )
    assert drawn("{% sparkline way name 0 10 %}", way=[None], name="Points") == ""


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "11/2"), ("zh-hant", "11/2"), ("en", "2 Nov")])
def test_days_below_an_axis_are_written_as_the_reader_writes_them(language, word):
    chart = chart_of((date(2026, 10, 19), 1), (date(2026, 11, 16), 2))

    assert f">{word}</text>" in drawn("{% line_chart chart %}", language, chart=chart)


def test_no_colour_stands_in_a_picture():
    chart = chart_of((FIRST, 10), (LAST, 38))
    picture = drawn(
        "{% line_chart chart %}{% stacked_bar parts %}", chart=chart, parts=[BarPart("a", 1, "part-1")]
    )

    assert not re.search(r"#[0-9a-f]{3}|rgb|fill=|stroke=|style=", picture)


def test_a_plot_without_a_number_is_no_plot():
    assert plot_of(LineChart("Curve", ())) is None
    assert isinstance(plot_of(chart_of((FIRST, 0))), Plot)


@given(st.integers(0, 120), st.integers(0, 120), st.sampled_from(["en", "zh-hans"]))
def test_today_and_the_due_date_never_lie_on_each_other_not_even_on_a_telephone(today, due, language):
    line = Line("Actual", ((FIRST, 0), (FIRST + timedelta(days=120), 10)))
    days = {"today": FIRST + timedelta(days=today), "due_on": FIRST + timedelta(days=due)}
    with override(language):
        words = [word for _, word in flag_words(plot_of(LineChart("Curve", (line,), "%", **days)))]

    boxes = [word.box(NARROW_PLOT) for word in words]
    assert len(boxes) == (1 if today == due else 2)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_a_name_beside_its_value_leaves_room_for_it():
    lines = [Line("A very long name of a stage", ((FIRST, n), (LAST, n * 1_000_000))) for n in range(1, 6)]

    assert plot_of(LineChart("Trend", tuple(lines))).paddings[1] <= 8


def test_a_name_is_left_out_where_another_line_rises_between_it_and_its_place():
    due = FIRST + timedelta(days=35)
    promised = Line("Expected", ((FIRST, 0), (due, 0), (due, 100)), is_promise=True, names={due: "Opening"})
    day_before = ((FIRST, 0), (due - timedelta(days=1), 100))
    lines = {"alone": (promised,), "beside": (promised, Line("Actual", day_before, steps=True))}
    found = {
        name: drawn("{% line_chart chart %}", chart=LineChart("Curve", drawn_of, "%", today=LAST, whole=100))
        for name, drawn_of in lines.items()
    }

    assert ">Opening</text>" in found["alone"]
    assert ">Opening</text>" not in found["beside"]
    assert "<title>Opening · " in found["beside"]

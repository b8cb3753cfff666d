"""The field for a day: it reads what people type, says what it means, and refuses with a sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import override

from gongjian.ui.day_input import DayField
from gongjian.ui.days import in_the_year, years_written


@pytest.fixture
def of_2026():
    with years_written():
        in_the_year(2026)
        yield


@pytest.mark.usefixtures("of_2026")
@pytest.mark.parametrize("typed", ["2026-11-12", "2026年11月12日", "11月12日", "12 Nov 2026", "11.12"])
def test_a_form_reads_a_day_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2026, 11, 12)


@pytest.mark.usefixtures("of_2026")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 Sep", "2026年9月只有30天。"),
        ("2036-01-01", "日期必须在2016年至2031年之间。"),
        ("20260930x", "无法识别为日期，请按2026-10-12的格式填写。"),
        ("", "请填写。"),
    ],
)
def test_a_form_refuses_what_is_no_day_with_the_reason(typed, sentence):
    with override("zh-hans"), pytest.raises(ValidationError) as refused:
        DayField().clean(typed)

    assert refused.value.messages == [sentence]


@pytest.mark.usefixtures("of_2026")
def test_an_old_permit_may_be_older_than_the_campaign():
    assert DayField(far=True).clean("2009-4-1") == date(2009, 4, 1)


@pytest.mark.usefixtures("of_2026")
def test_the_field_says_the_day_with_its_weekday_and_holds_it_as_addresses_do():
    shown = Template('{% load ui %}{% day_input "on" day "Day" row=3 %}')

    with override("zh-hans"):
        html = shown.render(Context({"day": date(2026, 11, 12)}))

    assert 'type="text"' in html
    assert 'name="on-3"' in html
    assert 'value="2026-11-12"' in html
    assert '<span class="day-said">2026年11月12日(周四)</span>' in html
    assert 'aria-label="Day"' in html
    assert 'data-year="2026"' in html


def test_what_was_typed_and_cannot_be_read_stays_in_the_field():
    html = Template('{% load ui %}{% day_input "on" "31 Sep" %}').render(Context())

    assert 'value="31 Sep"' in html
    assert '<span class="day-said"></span>' in html

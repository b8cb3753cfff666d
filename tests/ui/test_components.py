from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term


class Colour(Term):
    GOOD = "good_one", "good"
    BAD = "bad", "bad"


def drawn(source: str, address: str = "/", **values: object) -> str:
    with override("en"):
        return Template("{% load ui %}" + source).render(
            Context({"request": RequestFactory().get(address), **values})
        )


def test_a_light_says_its_word_and_its_colour():
    assert drawn("{% light term %}", term=Colour.GOOD) == '<span class="light light-good-one">Good</span>'


def test_no_light_is_a_dash():
    assert drawn("{% light term %}", term=None) == '<span class="light light-none">–</span>'


def test_progress_shows_how_far_and_where_it_should_be():
    bar = drawn("{% progress actual expected %}", actual="0.375", expected="1.2")

    assert 'width="37.5"' in bar
    assert 'd="M100.0 0V8"' in bar
    assert "37.5%" in bar


def test_progress_without_an_expectation_has_no_tick():
    assert "bar-tick" not in drawn("{% progress actual %}", actual="0.375")


def test_a_bar_of_lights_leaves_out_what_does_not_occur():
    bar = drawn("{% light_bar counts %}", counts=[(Colour.GOOD, 3), (Colour.BAD, 0)])

    assert 'fill-good-one" x="0" width="100%"' in bar
    assert "fill-bad" not in bar


def test_a_sentence_of_the_rules_is_said_with_its_values():
    assert drawn("{{ sentence|say }}", sentence=Text("%(n)s late", n=3)) == "3 late"


def test_a_column_turns_its_order_round_and_leaves_the_page():
    head = drawn('{% sort_header "gap" "Gap" "number" %}', "/?sort=gap&page=3&unit=7")

    assert 'aria-sort="ascending"' in head
    assert 'href="?sort=-gap&amp;unit=7"' in head


def test_the_pages_of_a_list_keep_its_filters():
    pages = drawn("{% pager page %}", "/?unit=7", page=Paginator(range(30), 10).get_page(2))

    assert 'href="?unit=7&amp;page=3"' in pages
    assert "11–20" in pages


def test_what_people_typed_is_never_markup():
    text = "<script>alert(1)</script>"

    assert text not in drawn("{% stat text text text %}{% empty text text %}", text=text)

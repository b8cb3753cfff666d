"""Lists to choose from carry what the script needs to search them."""

from django import forms

from gongjian.ui.choices import Chooser, ManyChooser

UNITS = [("", "–"), ("1", "县教育局"), ("2", "欧阳明")]


def option(html, value):
    return html.split(f'<option value="{value}" ')[1].split(">")[0]


def test_a_choice_carries_its_initials_and_the_empty_one_none():
    html = forms.ChoiceField(choices=UNITS, widget=Chooser).widget.render("unit", "2")

    assert '<option value="1" data-keys="xjyj">县教育局</option>' in html
    assert {'data-keys="oym"', "selected"} <= set(option(html, "2").split())
    assert '<option value="">–</option>' in html


def test_several_carry_them_too():
    html = forms.MultipleChoiceField(choices=UNITS, widget=ManyChooser).widget.render("units", ["1"])

    assert {'data-keys="xjyj"', "selected"} <= set(option(html, "1").split())

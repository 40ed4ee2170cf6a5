"""Every ordinary Django form comes out as GOV.UK markup, with errors that say what to do."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django import forms
from django.forms import BaseFormSet
from django.http import QueryDict
from django.template import Context, Template

from coordination.govuk import errors_in, heading
from sharing.form_fields import (
    CountedTextarea,
    GovukDateField,
    PhoneField,
    PostcodeField,
    TapBoxes,
    TapChoiceField,
    VoiceTextarea,
    YesNoField,
    with_another,
)


class Person(forms.Form):
    name = forms.CharField(label="First name", help_text="As the family says it", max_length=12)
    born_on = GovukDateField(label="When were they born?")
    knows = TapChoiceField(label="Do they know?", choices=[("yes", "Yes"), ("no", "No")])
    told = forms.BooleanField(label="I have told them")
    team = forms.ChoiceField(choices=[("", "Choose"), ("east", "East")])
    level = forms.ChoiceField(widget=forms.RadioSelect, choices=[("2", "Early help")])
    agencies = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("e", "Education")]
    )
    words = forms.CharField(widget=VoiceTextarea, required=False)
    seen = forms.CharField(widget=CountedTextarea(50), required=False)


def errors_at(form: forms.Form, name: str) -> list[str]:
    field: Any = form[name]
    return list(field.spoken_errors)


def markup(form: Any) -> str:
    return str(form)


def test_an_input_has_its_label_its_hint_and_the_two_tied_together() -> None:
    html = markup(Person())
    assert '<label class="govuk-label wf-label" for="id_name">First name</label>' in html
    assert (
        '<div class="govuk-hint wf-hint" id="id_name_helptext">As the family says it</div>' in html
    )
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'class="govuk-input"' in html
    assert " required" not in html, "our own words, not the browser's bubbles"


def test_an_error_stands_at_its_field_and_keeps_what_was_typed() -> None:
    html = markup(Person({"name": "Bartholomew-James <b>"}))
    assert "govuk-form-group--error" in html
    assert 'value="Bartholomew-James &lt;b&gt;"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert "“First name” can have up to 12 characters. You have 21" in html


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("name", "Fill in “First name”"),
        ("knows", "Choose an answer for “Do they know?”"),
        ("told", "Tick “I have told them”"),
        ("team", "Choose an answer for “Team”"),
        ("born_on", "Enter a date, like 27 3 2012"),
    ],
)
def test_a_missing_answer_is_asked_for_by_its_question(field: str, says: str) -> None:
    assert errors_at(Person({}), field) == [says]


def test_groups_are_fieldsets_with_their_question_as_legend() -> None:
    html = markup(Person())
    for question in ("When were they born?", "Do they know?", "Level", "Agencies"):
        assert f'<legend class="govuk-fieldset__legend wf-legend">{question}</legend>' in html
    assert 'type="radio" name="knows" id="id_knows_0" value="yes"' in html
    assert "govuk-radios__input" in html
    assert "govuk-checkboxes__input" in html


def test_the_familys_words_are_peach_and_a_count_never_cuts_off() -> None:
    html = markup(Person({"seen": "x" * 60}))
    assert 'class="govuk-textarea wf-note--voice"' in html
    assert 'data-maxlength="50"' in html
    assert "maxlength=" not in html.split('name="seen"')[1].split(">")[0]
    assert "x" * 60 in html


def test_the_summary_links_each_error_to_its_first_input() -> None:
    form = Person({"name": "Kelly", "born_on_day": "31", "born_on_month": "feb"})
    found = {error["id"]: error["text"] for error in errors_in([form])}
    assert found["id_born_on_0"] == "Add the year"
    assert "id_knows_0" in found
    assert "id_level_0" in found
    assert "id_agencies_0" in found
    html = markup(form)
    for target in found:
        assert f'id="{target}"' in html


def test_the_summary_tag_counts_in_words_and_says_that_nothing_is_lost() -> None:
    page = Template("{% load whole_family %}{% error_summary form before='send' %}")
    html = page.render(Context({"form": Person({"name": "Kelly"})}))
    assert "Six things to fix before you send" in html
    assert "Nothing is lost." in html
    assert not page.render(Context({"form": Person()})).strip()
    assert heading(1, "save") == "One thing to fix before you save"
    assert heading(14, "save") == "14 things to fix before you save"


def test_the_summary_covers_formsets_and_form_wide_errors() -> None:
    class Child(forms.Form):
        age = forms.IntegerField(min_value=0)

    class AtLeastOne(BaseFormSet):
        def clean(self) -> None:
            raise forms.ValidationError("Name at least one person")

    children = forms.formset_factory(Child, formset=AtLeastOne)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-age": "-2"}
    form = Person({})
    form.add_error(None, "This referral is already accepted")
    found = {error["text"]: error["id"] for error in errors_in([form, children(data), None])}
    texts = list(found)
    assert texts[0] == "This referral is already accepted"
    assert found["Name at least one person"] == "id_form-0-age"
    assert "“Age” must be 0 or more" in texts


class When(forms.Form):
    on = GovukDateField(earliest=lambda: date(2020, 1, 1), latest=lambda: date(2026, 11, 19))
    plain = GovukDateField(required=False)


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"on_day": day, "on_month": month, "on_year": year}


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MARCH", "Mar."])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = When(typed("27", month, "2025"))
    assert form.is_valid()
    assert form.cleaned_data == {"on": date(2025, 3, 27), "plain": None}


class ToCome(forms.Form):
    on = GovukDateField(to_come=True)


@pytest.mark.parametrize(
    ("parts", "meant"),
    [
        (("20", "11", ""), date(2026, 11, 20)),
        (("19", "nov", ""), date(2026, 11, 19)),
        (("12", "1", ""), date(2027, 1, 12)),
        (("12", "1", "2026"), date(2026, 1, 12)),
    ],
)
@time_machine.travel("2026-11-19T10:00:00Z")
def test_a_day_to_come_needs_no_year(parts: tuple[str, str, str], meant: date) -> None:
    """Five actions with their days took ten presses more than the thirty that a plan may take."""
    form = ToCome(typed(*parts))
    assert form.is_valid()
    assert form.cleaned_data["on"] == meant


def test_a_day_to_come_needs_its_day_and_its_month() -> None:
    assert errors_at(ToCome(typed("12", "", "")), "on") == ["Add the month and the year"]
    assert errors_at(When(typed("12", "1", "")), "on") == ["Add the year"]
    assert "no 31 February" in errors_at(ToCome(typed("31", "2", "")), "on")[0]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("31", "2", "2025"), "There is no 31 February 2025. Enter a real date"),
        (("29", "feb", "2025"), "There is no 29 February 2025. Enter a real date"),
        (("5", "13", "2025"), "Enter a real date, like 27 3 2012"),
        (("x", "1", "2025"), "Enter a real date, like 27 3 2012"),
        (("²", "1", "2025"), "Enter a real date, like 27 3 2012"),
        (("5", "", ""), "Add the month and the year"),
        (("5", "1", "25"), "Enter the year with 4 digits, like 2012"),
        (("31", "12", "2019"), "Enter a date on or after 1 January 2020"),
        (("20", "11", "2026"), "Enter a date on or before 19 November 2026"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_is_kept(
    parts: tuple[str, str, str], says: str
) -> None:
    form = When(typed(*parts))
    assert errors_at(form, "on") == [says]
    html = markup(form)
    for part in filter(None, parts):
        assert f'value="{part}"' in html


@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("1700", "Enter a date on or after 1 January 1900"),
        ("9999", "Enter a date on or before 31 December 2100"),
    ],
)
def test_no_day_is_of_another_century(year: str, says: str) -> None:
    form = When(typed("1", "3", "2025") | {f"plain_{part}": "1" for part in ("day", "month")})
    form.data["plain_year"] = year
    assert errors_at(form, "plain") == [says]


def test_a_date_that_is_there_already_fills_its_boxes_and_is_not_a_change() -> None:
    html = markup(When(initial={"on": date(2025, 3, 27)}))
    assert 'id="id_on_0" type="text" inputmode="numeric" autocomplete="off" value="27"' in html
    again = When(typed("27", "march", "2025"), initial={"on": date(2025, 3, 27)})
    assert not again.has_changed()


class Reach(forms.Form):
    phone = PhoneField(required=False)
    postcode = PostcodeField(required=False)
    agreed = YesNoField(required=False)


@pytest.mark.parametrize(
    ("as_typed", "kept"),
    [
        ("07700900142", "07700 900142"),
        ("+44 7700 900142", "07700 900142"),
        ("0044 (0)7700-900 142", "07700 900142"),
        ("01632 960142", "01632 960142"),
        ("(01632) 960.142", "01632 960142"),
        ("", ""),
    ],
)
def test_a_phone_number_is_understood_however_it_is_spaced(as_typed: str, kept: str) -> None:
    form = Reach({"phone": as_typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["phone"] == kept


@pytest.mark.parametrize("wrong", ["07700 9001", "7700 900142", "ring mum", "077009001423"])
def test_a_wrong_phone_number_gets_the_sentence_that_helps(wrong: str) -> None:
    says = "Enter a phone number with 11 digits, like 07700 900142"
    assert errors_at(Reach({"phone": wrong}), "phone") == [says]


@pytest.mark.parametrize(("as_typed", "kept"), [("mb37ck", "MB3 7CK"), (" M1  1ZZ ", "M1 1ZZ")])
def test_a_postcode_is_put_in_order_and_need_not_exist(as_typed: str, kept: str) -> None:
    form = Reach({"postcode": as_typed})
    assert form.is_valid()
    assert form.cleaned_data["postcode"] == kept
    assert errors_at(Reach({"postcode": "MB3"}), "postcode")


@pytest.mark.parametrize(("answer", "means"), [("yes", True), ("no", False), ("", None)])
def test_no_is_not_the_same_as_no_answer(answer: str, means: bool | None) -> None:
    form = Reach({"agreed": answer})
    assert form.is_valid()
    assert form.cleaned_data["agreed"] is means


def test_an_answer_given_before_is_chosen_again() -> None:
    assert 'value="no" checked' in markup(Reach(initial={"agreed": False}))


def test_tiles_can_carry_a_persons_shape_and_a_small_line() -> None:
    class Seen(forms.Form):
        who = forms.MultipleChoiceField(
            choices=[("1", "Kelly O'Neill"), ("2", "Theo")],
            widget=TapBoxes(
                layout="people", hints={"1": "Mum"}, shapes={"1": {"sex": "female", "age": 37}}
            ),
        )

    html = markup(Seen({"who": ["1"]}))
    assert '<circle class="s"' in html
    assert "<span>Kelly O&#x27;Neill<small>Mum</small></span>" in html
    assert 'value="1" checked' in html
    assert 'value="2" checked' not in html
    with pytest.raises(ValueError, match="laid out"):
        TapBoxes(layout="sideways")


def test_adding_a_row_without_javascript_keeps_what_was_typed() -> None:
    posted = QueryDict("people-TOTAL_FORMS=2&people-0-name=Kelly")
    more = with_another(posted, "people")
    assert more["people-TOTAL_FORMS"] == "3"
    assert more["people-0-name"] == "Kelly"
    assert with_another(QueryDict("people-TOTAL_FORMS=x"), "people")["people-TOTAL_FORMS"] == "1"

"""The sentences that scripts in the browser say, in the reader's language."""

import re

from django.utils.translation import gettext as _

from gongjian.ui.locale_formats import locale_format


def words_for_scripts() -> dict[str, str]:
    return (
        keys()
        | of_days()
        | of_choices()
        | {
            "cancel": _("Cancel"),
            "close": _("Close"),
            "whole_page": _("Open as a page"),
            "go_on": _("Yes, continue"),
            "are_you_sure": _("Are you sure?"),
            "saving": _("Saving…"),
            "saved": _("Saved"),
            "not_saved": _("Not saved. Your text is kept on this page."),
            "no_connection": _(
                "No connection. Your text is kept on this page and will be saved when the connection is back."
            ),
            "sign_in_again": _("You have been signed out. Your text is kept on this page."),
            "sign_in": _("Sign in"),
            "changed_meanwhile": _("Somebody else has just changed this."),
            "restored": _("Your unsaved text has been put back."),
            "discard": _("Don't restore"),
            "no_answer": _("The server did not answer. Try again in a moment."),
            "went_wrong": _("Something went wrong. Nothing has been changed."),
            "too_big": _("{name} is too big: at most {limit}."),
            "wrong_kind": _("{name} is not a kind of file that we accept."),
            "drop_here": _("Drag files here or choose them"),
            "uploading": _("Uploading… {percent}%"),
            "uploaded": _("Uploaded"),
            "columns": _("Columns"),
            "today": _("Today"),
            "reload": _("Reload the page"),
            "no_change": _("No change"),
            "fallen_behind": _("Behind the baseline: enter the cause and the next step."),
            "changed_rows": _("Changed: {n}"),
        }
    )


def keys() -> dict[str, str]:
    return {
        "keys": _("Keyboard shortcuts"),
        "keys_on": _("Use single-key shortcuts"),
        "key_search": _("Search everything"),
        "key_filter": _("Filter this page"),
        "key_next": _("Next row"),
        "key_previous": _("Previous row"),
        "key_open": _("Open the row"),
        "key_help": _("This help"),
    }


def of_days() -> dict[str, str]:
    """What the fields of days say, and how this language writes a day."""
    speech = locale_format()
    return {
        "day": speech.other_day,
        "month": speech.month,
        "weekdays": " ".join(speech.weekdays),
        "months": " ".join(speech.months),
        "day_unreadable": _("This cannot be read as a date. Enter it as 2026-10-12."),
        "day_missing": in_script(_("Month %(month)s of %(year)s has only %(length)s days.")),
        "day_outside": in_script(_("The date must be between the years %(first)s and %(last)s.")),
        "choose_day": _("Choose a day"),
        "month_before": _("Previous month"),
        "month_after": _("Next month"),
        "day_off": _("day off"),
        "day_worked": _("working day"),
        "off_mark": _("off"),
        "worked_mark": _("work"),
        "workdays_later": _("+{n} working days"),
    }


def of_choices() -> dict[str, str]:
    return {
        "choose_by_typing": _("Type a name or its initials"),
        "nothing_matches": _("Nothing matches what you typed."),
        "more_choices": _("{n} more: keep typing"),
        "take_off": _("Remove {name}"),
    }


def in_script(sentence: str) -> str:
    """The same sentence with the holes that scripts fill: {month} for %(month)s."""
    return re.sub(r"%\((\w+)\)s", r"{\1}", sentence)

"""The sentences that scripts in the browser say, in the reader's language."""

from django.utils.translation import gettext as _


def words_for_scripts() -> dict[str, str]:
    return keys() | {
        "cancel": _("Cancel"),
        "close": _("Close"),
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

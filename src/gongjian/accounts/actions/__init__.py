from gongjian.accounts.actions.administrators import appoint_administrator, dismiss_administrator
from gongjian.accounts.actions.bringing import (
    answer_questions,
    apply_people,
    bring_people,
    people_of,
)
from gongjian.accounts.actions.codes import GivenCode, change_own_password, choose_password, give_codes
from gongjian.accounts.actions.founding import found_county, make_first_key
from gongjian.accounts.actions.organisations import change_organisation, found_organisation
from gongjian.accounts.actions.people import (
    change_person,
    choose_address,
    choose_language,
    open_or_close_account,
    place_person,
    set_password,
    welcome_person,
)

__all__ = [
    "GivenCode",
    "answer_questions",
    "apply_people",
    "appoint_administrator",
    "bring_people",
    "change_organisation",
    "change_own_password",
    "change_person",
    "choose_address",
    "choose_language",
    "choose_password",
    "dismiss_administrator",
    "found_county",
    "found_organisation",
    "give_codes",
    "make_first_key",
    "open_or_close_account",
    "people_of",
    "place_person",
    "set_password",
    "welcome_person",
]

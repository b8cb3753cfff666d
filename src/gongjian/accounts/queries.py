"""Questions about the tree of organisations and its keepers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from gongjian.accounts.models import Administrator, FirstKey, Organisation, User, official_people
from gongjian.accounts.rules import Outside, all_below
from gongjian.accounts.rules.codes import as_given
from gongjian.accounts.rules.known import Facts, OrganisationFacts, PersonFacts
from gongjian.reading.cells.finding import is_found, wanted_words
from gongjian.reading.pinyin import initials_of

READ = (
    *("username", "name", "organisation_id", "duty", "phone", "email", "proposed_role", "is_superuser"),
    "is_active",
)


def organisations_kept_by(person: User) -> frozenset[int]:
    """The organisations that somebody is an administrator of, with everything below them."""
    if not person.is_active:
        return frozenset()
    if not (tops := organisations_administered_by([person])):
        return frozenset()
    return all_below(tops, parents=dict(Organisation.objects.values_list("pk", "parent_id")))


def organisations_administered_by(people: Iterable[User]) -> frozenset[int]:
    """The organisations that these people are administrators of, without what lies below them."""
    held = Administrator.objects.filter(person__in=list(people), ended_at=None)
    return frozenset(held.values_list("organisation_id", flat=True))


def people_found(rows: "QuerySet[User]", typed: str) -> "QuerySet[User]":
    """By name in either script, by its initials, by user name, telephone or organisation; every word counts."""
    wanted = wanted_words(typed)
    if not wanted:
        return rows
    fields = ("name", "username", "phone", "organisation__name", "organisation__short_name")
    found = [pk for pk, *texts in rows.order_by().values_list("pk", *fields) if is_person(wanted, texts)]
    return rows.filter(pk__in=found)


def is_person(wanted: Sequence[str], texts: Sequence[str | None]) -> bool:
    return all(
        is_found([word], [text or "" for text in texts])
        or (word.isascii() and word.isalpha() and initials_of(texts[0] or "").startswith(word))
        for word in wanted
    )


def organisations_in_order(organisations: Iterable[int | None]) -> list[int]:
    """These organisations in the county's own order."""
    return list(
        Organisation.objects.filter(pk__in=[one for one in organisations if one]).values_list("pk", flat=True)
    )


def people_in_order(people: Iterable[int | None]) -> list[int]:
    rows = User.objects.filter(pk__in=[one for one in people if one]).order_by(*official_people())
    return list(rows.values_list("pk", flat=True))


def is_founded() -> bool:
    """Somebody has an account here; the door of the first morning is closed."""
    return User.objects.exists()


def fitting_key(key_hash: str, *, at: datetime) -> FirstKey | None:
    """Only the newest key fits, while it is fresh and unused."""
    newest = FirstKey.objects.order_by("-pk").first()
    fits = newest and newest.key_hash == key_hash and newest.used_at is None and newest.expires_at > at
    return newest if fits else None


def facts_below(top: Organisation, *, reader: User | None, outside: Outside) -> Facts:
    """What a sheet about an organisation is held against: in three questions, however many there are.

    Known is everybody of the same county, and whoever belongs to no organisation. The installation keeps them all.
    """
    every = {one.pk: one for one in Organisation.objects.filter(closed_at=None)}
    parents = {pk: one.parent_id for pk, one in every.items()}
    county = root_of(top.pk, parents)
    below, around = all_below([top.pk], parents=parents), all_below([county], parents=parents)
    users = User.objects.only(*READ).order_by("pk")
    administered = Administrator.objects.filter(ended_at=None).values_list("person_id", "organisation_id")
    kept = Kept.of(reader, list(administered), parents, outside.also_kept)
    usernames, people = set[str](), dict[int, PersonFacts]()
    for user in users:
        usernames.add(user.username.lower())
        if user.organisation_id is None or user.organisation_id in around:
            people[user.pk] = person_facts(user, is_kept=kept.has(user))
    organisations = {pk: organisation_facts(every[pk]) for pk in below if pk in every}
    return Facts(top.pk, every[county].name, organisations, people, frozenset(usernames), outside)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose accounts somebody keeps, asked for everybody at once. See may_keep_person."""

    is_everything: bool
    is_superuser: bool
    organisations: frozenset[int]
    administered: Mapping[int, frozenset[int]]
    also: frozenset[int]

    @classmethod
    def of(
        cls,
        reader: User | None,
        administered: Sequence[tuple[int, int]],
        parents: Mapping[int, int | None],
        also: frozenset[int],
    ) -> "Kept":
        held: dict[int, set[int]] = defaultdict(set)
        for person, organisation in administered:
            held[person].add(organisation)
        tops = held.get(reader.pk, set()) if reader and reader.is_active else set()
        frozen = {person: frozenset(organisations) for person, organisations in held.items()}
        return cls(
            reader is None,
            reader is not None and reader.is_superuser,
            all_below(tops, parents=parents),
            frozen,
            also,
        )

    def has(self, person: User) -> bool:
        if self.is_everything:
            return True
        if person.is_superuser and not self.is_superuser:
            return False
        here = person.organisation_id in self.organisations or person.pk in self.also
        return here and self.organisations.issuperset(self.administered.get(person.pk, frozenset()))


def root_of(organisation: int, parents: Mapping[int, int | None]) -> int:
    while (above := parents.get(organisation)) is not None:
        organisation = above
    return organisation


def organisation_facts(one: Organisation) -> OrganisationFacts:
    return OrganisationFacts(
        one.pk,
        one.name,
        one.short_name,
        tuple(one.other_names),
        one.kind,
        one.parent_id,
        one.position,
        one.proposed_series,
    )


def person_facts(user: User, *, is_kept: bool) -> PersonFacts:
    return PersonFacts(
        user.pk,
        user.name,
        user.username,
        user.organisation_id,
        user.duty,
        user.phone,
        user.email,
        user.proposed_role,
        is_kept,
    )


def hashed_code(code: str, *, salt: str) -> str:
    """All that is kept of a one-time code. Long and random as it is, it needs no slow hash."""
    return f"{salt}${salted_hmac(f'gongjian.accounts.code.{salt}', code, algorithm='sha256').hexdigest()}"


def code_fits(person: User, written: str) -> bool:
    """Whether this is the person's code, valid or not."""
    salt, code = person.code_hash.partition("$")[0], as_given(written)
    return bool(salt and code) and constant_time_compare(person.code_hash, hashed_code(code, salt=salt))


def person_by_code(username: str, written: str) -> User | None:
    """Somebody with an open account whose user name and code are right."""
    person = User.objects.filter(username__iexact=username, is_active=True).exclude(code_hash="").first()
    return person if person and code_fits(person, written) else None


def keeps_everybody(keeper: User, people: Sequence[User]) -> bool:
    """May_keep_person for many at once."""
    administered = Administrator.objects.filter(ended_at=None).values_list("person_id", "organisation_id")
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    kept = Kept.of(keeper, list(administered), parents, frozenset())
    return all(kept.has(person) for person in people)

"""The people that a sheet names: who has an account, who gets one, and who may be the same as somebody else.

The same name at the same organisation is the same person. The same name elsewhere, or the same mobile under another
name, is a question for a person. The telephone of an office may ring for several.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from gongjian.accounts.rules.columns import Column
from gongjian.accounts.rules.contacts import email_of, is_mobile, phone_of
from gongjian.accounts.rules.findings import Findings, SheetRow
from gongjian.accounts.rules.known import Facts, PersonFacts
from gongjian.accounts.rules.names import name_key
from gongjian.accounts.rules.organisations_in import Organisations, code_of, parts
from gongjian.accounts.rules.user_names import FITS, proposed
from gongjian.kernel.text import Text
from gongjian.reading.cells.words import normal

SAME, ANOTHER = "same", "another"
LONGEST_NAME, LONGEST_DUTY, LONGEST_ROLE = 60, 60, 40

CHECKS: tuple[tuple[Column, Callable[[str], str | None], Text, Text], ...] = (
    (
        Column.DUTY,
        lambda text: text if len(text) <= LONGEST_DUTY else None,
        Text("The job title is too long."),
        Text("At most %(most)s characters.", most=LONGEST_DUTY),
    ),
    (
        Column.PHONE,
        phone_of,
        Text("This is not a telephone number."),
        Text("One number, such as 13800000000 or 0578-6820000."),
    ),
    (
        Column.EMAIL,
        email_of,
        Text("This is not an e-mail address."),
        Text("One address, such as name@example.gov.cn."),
    ),
    (
        Column.USERNAME,
        lambda text: text if FITS.match(text) else None,
        Text("This is not a valid user name."),
        Text("Letters, digits and @ . + - _ only."),
    ),
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row about a person, understood as far as its cells go."""

    row: SheetRow
    name: str
    organisation: int
    cells: dict[str, str]

    @property
    def phone(self) -> str:
        return self.cells.get("phone", "")


@dataclass
class People:
    """Whoever will have an account when the sheet has been applied."""

    facts: Facts
    organisations: Organisations
    findings: Findings
    wanted: dict[int, PersonFacts] = field(default_factory=dict)
    claimed: dict[int, PersonRow] = field(default_factory=dict)
    given: dict[tuple[int, str], str] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    new_so_far: int = 0

    def __post_init__(self) -> None:
        for person in self.facts.people.values():
            self.enter(person)
        self.taken = set(self.facts.usernames)

    def enter(self, person: PersonFacts) -> None:
        self.wanted[person.ref] = person
        if person.ref not in self.by_name[person.key]:
            self.by_name[person.key].append(person.ref)
        if is_mobile(person.phone) and person.ref not in self.by_phone[person.phone]:
            self.by_phone[person.phone].append(person.ref)

    def read(self, rows: Iterable[SheetRow]) -> None:
        """Those whom we know where they work come first, so that nobody is moved by a row that only mentions them."""
        entries = list(self.entries(rows))
        later = [entry for entry in entries if not self.at_home(entry)]
        for entry in later:
            self.place(entry)
        self.name_the_new()

    def entries(self, rows: Iterable[SheetRow]) -> Iterator[PersonRow]:
        for row in rows:
            name = " ".join(row.text(Column.PERSON).split())
            if not name:
                continue
            if not row.text(Column.UNIT):
                self.findings.object(row, Column.UNIT, Text("This person's organisation is missing."))
                continue
            cells = dict(self.cells(row))
            organisation = self.organisations.meant_by(row)
            if len(name) > LONGEST_NAME:
                self.findings.object(row, Column.PERSON, Text("The name is too long."))
            elif organisation is not None:
                yield PersonRow(row, plain_name(name), organisation, cells)

    def cells(self, row: SheetRow) -> Iterator[tuple[str, str]]:
        """What the row says; an empty cell says nothing."""
        for column, read, wrong, accepted in CHECKS:
            if text := row.text(column):
                if value := read(text):
                    yield column.value, value
                else:
                    self.findings.object(row, column, wrong, accepted)
        if role := self.role(row):
            yield "role", role

    def role(self, row: SheetRow) -> str:
        codes = []
        for word in parts(row.text(Column.ROLE)):
            one = replace(row, texts={**row.texts, Column.ROLE: word})
            codes.append(code_of(one, Column.ROLE, self.facts.outside.roles, self.findings))
        role = ",".join(dict.fromkeys(filter(None, codes)))
        if len(role) > LONGEST_ROLE:
            self.findings.object(row, Column.ROLE, Text("These are too many roles for one person."))
            return ""
        return role

    def at_home(self, entry: PersonRow) -> bool:
        """Somebody of this name works there already."""
        here = [ref for ref in self.by_name[normal(entry.name)] if self.works_at(ref, entry.organisation)]
        if len(here) > 1:
            here = [ref for ref in here if self.told_apart(ref, entry)] or here
        if len(here) != 1:
            if here:
                text = Text(
                    "Several people with this name work there. Enter the user name of the person you mean."
                )
                self.findings.object(entry.row, Column.PERSON, text)
            return bool(here)
        self.write(here[0], entry)
        self.ask_about_phone(here[0], entry)
        return True

    def works_at(self, ref: int, organisation: int) -> bool:
        return self.wanted[ref].organisation == organisation

    def told_apart(self, ref: int, entry: PersonRow) -> bool:
        known = self.wanted[ref]
        username = entry.cells.get("username", "").lower()
        return (
            username == known.username.lower()
            if username
            else bool(entry.phone) and entry.phone == known.phone
        )

    def ask_about_phone(self, ref: int, entry: PersonRow) -> None:
        """A known person takes a number that is another's: that one is not the same, but somebody has to say so."""
        before = self.facts.people.get(ref)
        if before and before.phone == entry.phone:
            return
        for other in self.others_with(entry, besides=ref):
            if self.answer(entry, other) == SAME:
                text = Text(
                    "Both already have an account. Close one of them and remove its telephone number."
                )
                self.findings.object(entry.row, Column.PHONE, text)

    def others_with(self, entry: PersonRow, *, besides: int | None = None) -> list[int]:
        """Who has the same mobile under another name."""
        found = self.by_phone[entry.phone] if is_mobile(entry.phone) else []
        return [ref for ref in found if ref != besides and self.wanted[ref].key != normal(entry.name)]

    def place(self, entry: PersonRow) -> None:
        if self.at_home(entry):
            return  # an earlier row of this sheet brought them here
        if self.findings.gave_up:
            return
        candidates = list(dict.fromkeys([*self.by_name[normal(entry.name)], *self.others_with(entry)]))
        answers = {ref: self.answer(entry, ref) for ref in candidates}
        same = [ref for ref, answer in answers.items() if answer == SAME]
        if len(same) > 1:
            text = Text("Only one of them can be the same person.")
            self.findings.object(entry.row, Column.PERSON, text)
        elif same:
            self.join(same[0], entry)
        else:
            self.welcome(entry)

    def answer(self, entry: PersonRow, ref: int) -> str:
        """Whether the person of the row is somebody whom we know from elsewhere."""
        known = self.wanted[ref]
        here = self.organisations.wanted[entry.organisation].name
        pair = sorted([self.sign(entry.name, entry.organisation), self.sign(known.name, known.organisation)])
        options = [(ANOTHER, Text("another person"))]
        if known.is_kept:
            options.insert(0, (SAME, Text("the same person")))
        about = {"name": entry.name, "here": here, "other": known.name, "there": self.place_of(known)}
        if known.key == normal(entry.name):
            return self.findings.ask(entry.row, Column.PERSON, "|".join(pair), Text("%(name)s of %(here)s has the name of %(other)s of %(there)s. Is it the same person?", **about), options)  # fmt: skip
        return self.findings.ask(entry.row, Column.PHONE, "|".join(pair), Text("%(name)s of %(here)s has the telephone number of %(other)s of %(there)s. Is it the same person?", **about), options)  # fmt: skip

    def sign(self, name: str, organisation: int | None) -> str:
        """By what an answer is remembered, whether the person has an account by now or not."""
        one = self.organisations.wanted.get(organisation) if organisation else None
        return f"{normal(name)}@{name_key(one.name, self.facts.county) if one else ''}"

    def place_of(self, known: PersonFacts) -> str | Text:
        one = self.organisations.wanted.get(known.organisation) if known.organisation else None
        return one.name if one else Text("another organisation")

    def join(self, ref: int, entry: PersonRow) -> None:
        """The row means somebody whom we know: they move here, unless the sheet has them where they are too."""
        if ref in self.claimed:
            text = Text("%(name)s is named at several organisations and stays at the first.", name=entry.name)
            self.findings.note(entry.row, Column.PERSON, text)
            return
        self.wanted[ref] = replace(self.wanted[ref], name=entry.name, organisation=entry.organisation)
        self.write(ref, entry)

    def welcome(self, entry: PersonRow) -> None:
        self.new_so_far += 1
        ref = -self.new_so_far
        self.wanted[ref] = PersonFacts(ref, entry.name, organisation=entry.organisation)
        self.write(ref, entry)

    def write(self, ref: int, entry: PersonRow) -> None:
        person = self.wanted[ref]
        self.claimed.setdefault(ref, entry)
        cells = dict(entry.cells)
        for name, value in cells.items():
            before = self.given.setdefault((ref, name), value)
            if name == "role":
                cells[name] = ",".join(dict.fromkeys([*before.split(","), *value.split(",")]))
                self.given[ref, name] = cells[name]
            elif before != value:
                text = Text("Another row has different information for the same person.")
                self.findings.object(entry.row, Column.of(name), text)
        if not self.may_be_called(ref, cells.get("username", ""), entry):
            cells.pop("username", None)
        new = replace(person, **cells)  # type: ignore[arg-type]
        if new != self.facts.people.get(ref, new) and not person.is_kept:
            self.findings.object(entry.row, Column.PERSON, Text("You do not manage this person's account."))
            return
        self.enter(new)

    def may_be_called(self, ref: int, username: str, entry: PersonRow) -> bool:
        old = self.wanted[ref].username.lower()
        if not username or username.lower() == old:
            return True
        if username.lower() in self.taken:
            self.findings.object(entry.row, Column.USERNAME, Text("The user name %(username)s is already in use.", username=username))  # fmt: skip
            return False
        self.taken.discard(old)
        self.taken.add(username.lower())
        return True

    def name_the_new(self) -> None:
        """User names are proposed when all that were given are known."""
        for ref, person in list(self.wanted.items()):
            if ref < 0 and not person.username:
                username = proposed(person.name, self.taken)
                self.taken.add(username)
                self.wanted[ref] = replace(person, username=username)


def plain_name(name: str) -> str:
    """张 三 is written 张三; a name in Latin letters keeps its blanks."""
    return name if name.isascii() else "".join(name.split())

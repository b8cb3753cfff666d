"""How far a campaign is through its own days: the plan names the first and the last, and no day is counted past it."""

from dataclasses import dataclass
from datetime import date

from gongjian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A campaign as a day sees it."""

    starts_on: date
    ends_on: date
    on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_over(self) -> bool:
        return self.on > self.ends_on

    @property
    def words(self) -> Text:
        if self.on < self.starts_on:
            return Text(
                "The campaign starts on %(day)s; days until then: %(left)s",
                day=self.starts_on,
                left=(self.starts_on - self.on).days,
            )
        if self.is_over:
            return self.ended
        number = (self.on - self.starts_on).days + 1
        if self.on == self.ends_on:
            return Text("Day %(day)s of %(days)s: the last day", day=number, days=self.days)
        return Text(
            "Day %(day)s of %(days)s; days left: %(left)s",
            day=number,
            days=self.days,
            left=self.days - number,
        )

    @property
    def ended(self) -> Text:
        past = (self.on - self.ends_on).days
        if past == 1:
            return Text("The campaign ended on %(day)s, yesterday", day=self.ends_on)
        return Text("The campaign ended on %(day)s, %(past)s days ago", day=self.ends_on, past=past)

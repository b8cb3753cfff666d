"""What time it is in a campaign that runs on a clock of its own."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

LAST_MINUTE = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class OwnClock:
    """Set to `at` when the real clock showed `set_at`; it never runs past the end of its day by itself."""

    at: datetime
    set_at: datetime
    zone: ZoneInfo

    def shows(self, real: datetime) -> datetime:
        day_ends = datetime.combine(self.at.astimezone(self.zone).date(), LAST_MINUTE, tzinfo=self.zone)
        return min(self.at + max(real - self.set_at, real - real), day_ends)

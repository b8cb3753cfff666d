"""What kinds of organisations there are, and which languages people read."""

from gongjian.kernel.vocabulary import Term


class OrganisationKind(Term):
    """What an organisation is (plan, part 4, and the usual make-up of a county)."""

    COUNTY = "county", "county"
    LEADERSHIP = "leadership", "county leadership"
    DEPARTMENT = "department", "department"
    TOWNSHIP = "township", "township"
    ENTERPRISE = "enterprise", "state-owned enterprise"
    GROUP = "group", "command-centre group"
    SUPERVISION = "supervision", "supervision office"
    PUBLICITY = "publicity", "publicity department"


class Language(Term):
    SIMPLIFIED = "zh-hans", "Simplified Chinese"
    TRADITIONAL = "zh-hant", "Traditional Chinese"
    ENGLISH = "en", "English"

"""The number of a paper: the issuer's code, the year of issue and its count in that year (GB/T 9704, 7.2.5)."""


def document_number(code: str, year: int, number: int) -> str:
    """云攻坚办〔2026〕4号. The year is that of issue, not the campaign's: in January the count begins anew."""
    return f"{code}〔{year}〕{number}号"

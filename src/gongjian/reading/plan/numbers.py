"""Numbers as plans write them: 162, 1.5, 一百六十二, 二〇一八, 百分之六十."""

import re
from decimal import Decimal, InvalidOperation

DIGITS = {character: value for value, characters in enumerate(("〇零", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for character in characters}  # fmt: skip
PLACES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
CHINESE = "〇零一二两三四五六七八九十百千"
NUMBER = rf"\d{{1,12}}(?:\.\d{{1,6}})?|[{CHINESE}]{{1,9}}(?:点[{CHINESE}]{{1,4}})?"
WHOLE = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def number(written: str) -> Decimal | None:
    """The value of a number in either writing; None where the characters make no number."""
    if WHOLE.fullmatch(written):
        try:
            return Decimal(written)
        except InvalidOperation:
            return None
    whole, point, part = written.partition("点")
    value = chinese(whole)
    if value is None or (point and not all(character in DIGITS for character in part)):
        return None
    tail = "".join(str(DIGITS[character]) for character in part)
    return Decimal(f"{value}.{tail}") if point and tail else Decimal(value)


def chinese(written: str) -> int | None:
    if not written:
        return None
    if all(character in DIGITS for character in written):
        return int("".join(str(DIGITS[character]) for character in written))
    total, digit = 0, None
    for character in written:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            total += (1 if digit is None else digit) * PLACES[character]
            digit = None
        else:
            return None
    return total + (digit or 0)

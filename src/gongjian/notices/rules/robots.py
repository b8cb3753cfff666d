"""How the robots of chat groups want to be spoken to, by the published interfaces of their makers."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term


class RobotKind(Term):
    DINGTALK = "dingtalk", "DingTalk"
    WECOM = "wecom", "WeCom"
    FEISHU = "feishu", "Feishu"


@dataclass(frozen=True, slots=True)
class Call:
    """What is posted where."""

    address: str
    body: dict[str, Any]


ACTING = str.maketrans({"<": "＜", ">": "＞", "@": "＠", "*": "＊", "`": "｀"})


def inert(words: str) -> str:
    """What people wrote calls nobody and draws nothing: the signs that a messenger acts on become their wide sisters."""
    return words.translate(ACTING).replace("](", "］（")


def call_for(kind: str, address: str, words: str, *, secret: str, seconds: int) -> Call:
    """The call that says these words in the group; signed where a secret was agreed. `seconds` since 1970."""
    words = inert(words)
    if kind == RobotKind.DINGTALK:
        return Call(dingtalk_address(address, secret, seconds * 1000), text_body("msgtype", words))
    if kind == RobotKind.FEISHU:
        return Call(address, feishu_body(words, secret, seconds))
    return Call(address, text_body("msgtype", words))


def text_body(name: str, words: str) -> dict[str, Any]:
    return {name: "text", "text": {"content": words}}


def dingtalk_address(address: str, secret: str, milliseconds: int) -> str:
    if not secret:
        return address
    seal = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    joint = "&" if urlsplit(address).query else "?"
    return f"{address}{joint}timestamp={milliseconds}&sign={quote_plus(base64.b64encode(seal))}"


def feishu_body(words: str, secret: str, seconds: int) -> dict[str, Any]:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": words}}
    if secret:
        seal = hmac.new(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256).digest()
        body |= {"timestamp": str(seconds), "sign": base64.b64encode(seal).decode()}
    return body


def answer_is_good(answer: dict[str, Any]) -> Verdict:
    """All three answer 200 even when they refuse; the code says so, and the words why."""
    code = answer.get("errcode", answer.get("code", answer.get("StatusCode", 0)))
    if code in (0, "0"):
        return YES
    said = answer.get("errmsg") or answer.get("msg") or ""
    return no("The robot refused: %(code)s %(said)s", code=str(code), said=str(said)[:200])


def may_be_called(address: str, *, allowed: tuple[str, ...]) -> Verdict:
    """Only bases that the installation names: nobody makes this server call into the county's own network."""
    try:
        parts = urlsplit(address)
        base = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return no("This is not a web address.")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return no("This is not a web address.")
    if parts.username or parts.password:
        return no("Addresses that contain a user name are not allowed.")
    if base not in allowed:
        return no(
            "%(base)s is not an allowed address. The operator allows: %(allowed)s.",
            base=base,
            allowed=allowed,
        )
    return YES

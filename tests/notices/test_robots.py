"""How robots are spoken to, and which may be: rules, without a database."""

import json
import re

import pytest

from gongjian.notices.rules import answer_is_good, call_for, may_be_called

BASES = ("https://oapi.dingtalk.com", "http://127.0.0.1:8080")


def test_dingtalk_is_signed_in_the_address():
    call = call_for("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=t", "您好", secret="SEC", seconds=1)  # fmt: skip

    assert call.address.startswith("https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1000&sign=")
    assert call.address.endswith("%3D")
    assert call.body == {"msgtype": "text", "text": {"content": "您好"}}


def test_feishu_is_signed_in_the_body_and_wecom_by_its_key():
    feishu = call_for("feishu", "https://open.feishu.cn/hook/x", "a", secret="s", seconds=5)
    wecom = call_for("wecom", "https://qyapi.weixin.qq.com/send?key=k", "a", secret="", seconds=5)

    assert (feishu.body["timestamp"], feishu.body["content"]) == ("5", {"text": "a"})
    assert len(feishu.body["sign"]) == 44
    assert wecom.body == {"msgtype": "text", "text": {"content": "a"}}


WORDS = '<at user_id="all">所有人</at> <@all> @所有人 @all [看这里](https://evil.example) **大** `x` <font color="red">'
ACTS = re.compile(r"<\s*/?\s*(at|@|font|a|b|i|u|s)\b|<@|@|\]\(|\*\*|`")


@pytest.mark.parametrize("kind", ["dingtalk", "wecom", "feishu"])
def test_what_people_wrote_calls_nobody_and_draws_nothing_in_a_messenger(kind):
    body = json.dumps(
        call_for(kind, "https://x.example", WORDS, secret="", seconds=1).body, ensure_ascii=False
    )

    assert ACTS.search(WORDS)
    assert not ACTS.search(body)
    assert "所有人" in body


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://oapi.dingtalk.com/robot/send", True),
        ("http://127.0.0.1:8080/hook", True),
        ("http://oapi.dingtalk.com/robot/send", False),
        ("https://oapi.dingtalk.com.evil.example/robot", False),
        ("https://oapi.dingtalk.com@evil.example/robot", False),
        ("https://user:word@oapi.dingtalk.com/robot", False),
        ("http://127.0.0.1/hook", False),
        ("http://169.254.169.254/latest", False),
        ("file:///etc/passwd", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_named_bases_are_called(address, allowed):
    assert bool(may_be_called(address, allowed=BASES)) == allowed


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        ({"errcode": 0, "errmsg": "ok"}, True),
        ({"StatusCode": 0}, True),
        ({"code": 0}, True),
        ({"errcode": 310000, "errmsg": "sign not match"}, False),
        ({"code": 19021, "msg": "sign match fail"}, False),
    ],
)
def test_an_answer_of_200_may_still_be_a_refusal(answer, good):
    assert bool(answer_is_good(answer)) == good

import json
import logging
import sys

from gongjian.config.logs import JsonLines, RequestIdFilter, current


def a_record(**more):
    return logging.LogRecord("gongjian", logging.INFO, "x.py", 1, "第 %s 期", ("3",), more.get("exc_info"))


def test_a_line_of_the_log_is_json_and_names_its_request():
    token = current.set("abc12345")
    record = a_record()
    RequestIdFilter().filter(record)
    current.reset(token)

    line = json.loads(JsonLines().format(record))

    assert (line["says"], line["request"], line["level"]) == ("第 3 期", "abc12345", "info")


def test_an_accident_brings_its_trace():
    try:
        raise ValueError("broken")
    except ValueError:
        line = json.loads(JsonLines().format(a_record(exc_info=sys.exc_info())))

    assert "ValueError: broken" in line["trace"]


def test_every_answer_carries_the_number_of_its_request(client):
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-0001"})["X-Request-ID"] == "proxy-0001"
    assert len(client.get("/healthz", headers={"X-Request-ID": "a b\n"})["X-Request-ID"]) == 16

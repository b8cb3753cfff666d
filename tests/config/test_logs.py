import json
import logging
import sys

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path

from gongjian.config.logs import JsonLines, RequestIdFilter, current
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused


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


@pytest.mark.django_db
@pytest.mark.parametrize("status", [403, 404, 405, 409, 422, 429, 500, 503])
def test_a_refusal_bears_its_number_on_the_page_and_in_the_log(status, caplog, settings):
    settings.ROOT_URLCONF = __name__
    caplog.handler.addFilter(RequestIdFilter())

    answer = Client(raise_request_exception=False).get(f"/{status}/", headers={"X-Request-ID": "proxy-0001"})

    assert answer.status_code == status
    assert caplog.records
    assert {one.request_id for one in caplog.records} == {"proxy-0001"}
    if status in SAID:
        assert "proxy-0001" in answer.text


SAID = (403, 404, 405, 409, 500)


@login_not_required
def refused(request, status):
    if status in (403, 404, 500):
        raise {403: PermissionDenied, 404: Http404, 500: ValueError}[status]
    if status == 409:
        raise Refused(Text("no"))
    return HttpResponse(status=status) if status == 405 else HttpResponse("x", status=status)


urlpatterns = [path("<int:status>/", refused), path("", include("gongjian.config.urls"))]

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.GALLERY = True


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_gallery_shows_itself_to_everybody(client, language):
    answer = client.get("/ui/", headers={"accept-language": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_gallery_is_closed_where_it_is_not_wanted(client, settings):
    settings.GALLERY = False

    assert client.get("/ui/").status_code == 404


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500])
def test_every_error_says_a_sentence(client, status):
    answer = client.get(f"/ui/error/{status}/")

    assert answer.status_code == status
    assert "data-refusal" in answer.content.decode()


def test_a_refusal_comes_as_a_page_and_to_htmx_as_its_part(client):
    whole = client.post("/ui/sentences/").content.decode()
    part = client.post("/ui/sentences/", headers={"hx-request": "true"}).content.decode()

    said = re.compile(r"data-refusal>([^<]+)<")
    assert said.findall(part) == said.findall(whole) != []
    assert "data-toast" in part
    assert "<html" not in part
    assert "<html" in whole


def test_the_page_is_drawn_without_a_built_front_end(client, settings):
    settings.DJANGO_VITE = {"default": {"manifest_path": "/nowhere/manifest.json"}}

    assert 'type="module"' not in client.get("/ui/").content.decode()


def test_the_way_in_shows_a_form_with_its_mistake(client):
    answer = client.post("/accounts/login/", {"login": "nobody", "password": "wrong"})

    assert 'value="nobody"' in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()

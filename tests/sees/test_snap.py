import json
import logging
import os
import time

import pytest
from django.test import Client

from tests.sees.asking import address, named
from tests.sees.world import Lived


@pytest.mark.django_db
@pytest.mark.timeout(900)
def test_snap():
    logging.disable(logging.CRITICAL)
    before = json.load(open("/tmp/w/h-sees-before.json"))
    t = time.time()
    here = Lived()
    print("world", time.time() - t)
    urls = {n: address(n, here.gaps) for n in sorted(set(named())) if before["clerk"].get(n, [0])[0] != 405}
    out = {}
    for who, p in here.people.items():
        t = time.time()
        c = Client(raise_request_exception=False)
        c.force_login(p)
        c.cookies["django_language"] = "en"
        out[who] = {}
        for n, u in urls.items():
            r = c.get(u)
            out[who][n] = [r.status_code, r.get("Location", "")]
            if before[who][n] != out[who][n]:
                print("DIFF", who, n, before[who][n], out[who][n])
        print(who, round(time.time() - t, 1))
    json.dump(out, open(os.environ.get("SNAP", "/tmp/w/h-sees-snap.json"), "w"), indent=0)

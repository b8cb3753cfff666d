import json, sys, time
import pytest
from tests.sees.world import Lived, WHO
from tests.sees.asking import named, address, asked
from django.test import Client
@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_snap():
    t=time.time(); here=Lived(); print("world", time.time()-t)
    urls={}
    for name in sorted(set(named())):
        try: urls[name]=address(name, here.gaps)
        except Exception as e: print("no address", name, repr(e))
    out={}
    for who,p in here.people.items():
        t=time.time()
        c=Client(raise_request_exception=False); c.force_login(p); c.cookies["django_language"]="en"
        out[who]={}
        for n,u in urls.items():
            t1=time.time()
            r=c.get(u); out[who][n]=[r.status_code, r.get("Location","")]
            if time.time()-t1>0.5: print("slow",who,n,round(time.time()-t1,2))
        print(who, time.time()-t)
    import os; json.dump(out, open(os.environ.get("SNAP","/tmp/w/h-sees-snap.json"),"w"), indent=0)

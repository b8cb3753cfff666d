"""How many steps something takes: a count, where a clock would only say how fast the machine is."""

import sys
from collections import Counter


def steps_of(function, *given):
    taken = Counter()
    sys.setprofile(lambda frame, event, called: taken.update([event]))
    try:
        function(*given)
    finally:
        sys.setprofile(None)
    return taken["call"] + taken["c_call"]

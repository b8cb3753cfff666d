"""How many steps something takes: a count, where a clock would only say how fast the machine is."""

from cProfile import Profile


def steps_of(function, *given):
    counting = Profile()
    counting.runcall(function, *given)
    return sum(one.callcount for one in counting.getstats())

"""The simulated people of the demo: they live a campaign day by day, through the same verbs as everybody else.

Its words: *simulated person*, *temperament*, *sample*. Stands above all rooms; only the demo's command, its tasks and
its pages know it.
"""

"""What happens by itself: the evening round, the campaign's clock, and the simulated people of the demo.

Its words: *round*, *clock*, *simulated person*. Stands on top of all rooms and acts only through their verbs.
"""

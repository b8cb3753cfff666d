"""Gongjian (攻坚): one county campaign, from the plan to the bulletin."""

__version__ = "0.3.0"

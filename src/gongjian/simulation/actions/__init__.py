from gongjian.simulation.actions.demo import build_demo, found_demo
from gongjian.simulation.actions.passing import ask_for_days, go_on, live_through

__all__ = ["ask_for_days", "build_demo", "found_demo", "go_on", "live_through"]

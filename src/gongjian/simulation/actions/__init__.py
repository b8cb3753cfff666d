from gongjian.simulation.actions.demo import build_demo, live_through

__all__ = ["build_demo", "live_through"]

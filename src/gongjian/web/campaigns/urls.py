from django.urls import path

from gongjian.web.campaigns.views import (
    calendar,
    ledger,
    obligations,
    outline,
    paper,
    plan,
    rulebook,
    targets,
)

app_name = "campaigns"
urlpatterns = [
    path("obligations/", obligations.obligations, name="obligations"),
    path("obligations/add/", obligations.add, name="add_obligation"),
    path("obligations/draw-up/", obligations.draw_up, name="draw_up"),
    path("obligations/<int:pk>/", obligations.obligation, name="obligation"),
    path("obligations/<int:pk>/cancel/", obligations.cancel, name="cancel_obligation"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("rulebook/", rulebook.rulebook, name="rulebook"),
    path("targets/", targets.targets, name="targets"),
    path("targets/add/", targets.add, name="add_target"),
    path("targets/<str:code>/", targets.target, name="target"),
    path("settings/", plan.settings, name="settings"),
    path("settings/lines/", outline.add_line, name="add_line"),
    path("settings/lines/<int:pk>/", outline.change_line, name="change_line"),
    path("settings/lines/<int:pk>/remove/", outline.remove_line, name="remove_line"),
    path("settings/phases/", outline.add_phase, name="add_phase"),
    path("settings/phases/<int:pk>/", outline.change_phase, name="change_phase"),
    path("settings/phases/<int:pk>/remove/", outline.remove_phase, name="remove_phase"),
    path("plan/", paper.papers, name="plan_papers"),
    path("plan/<int:pk>/", paper.paper, name="plan_paper"),
    path("plan/<int:pk>/add/", paper.add, name="add_plan_fact"),
    path("plan/<int:pk>/year/", paper.year, name="plan_year"),
    path("plan/<int:pk>/decide/", paper.decide_all, name="decide_plan_facts"),
    path("plan/<int:pk>/make/", paper.make, name="make_plan"),
    path("plan/facts/<int:pk>/", paper.fact, name="plan_fact"),
    path("plan/facts/<int:pk>/decide/", paper.decide, name="decide_plan_fact"),
    path("plan/questions/<int:pk>/answer/", paper.answer, name="answer_plan"),
    path("ledger/", ledger.ledger, name="ledger"),
]

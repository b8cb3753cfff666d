from django.urls import path

from gongjian.web.campaigns.views import calendar, ledger, obligations, plan, rulebook, targets

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
    path("settings/lines/", plan.add_line, name="add_line"),
    path("settings/phases/", plan.add_phase, name="add_phase"),
    path("ledger/", ledger.ledger, name="ledger"),
]

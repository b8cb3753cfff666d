from django.urls import path

from gongjian.web.reporting.views import evidence, moves, reports

app_name = "reporting"
REPORT = "reports/<day:day>/<row:unit>/"
urlpatterns = [
    path("reports/", reports.periods, name="periods"),
    path("reports/<day:day>/", reports.period, name="period"),
    path("reports/<day:day>/receive/", moves.receive_all, name="receive_all"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}save/", moves.save, name="save"),
    # One address per move; each is named by the move's code.
    path(f"{REPORT}submit/", moves.submit, name="submit"),
    path(f"{REPORT}take-back/", moves.take_back, name="take_back"),
    path(f"{REPORT}confirm/", moves.confirm, name="confirm"),
    path(f"{REPORT}decline/", moves.decline, name="decline"),
    path(f"{REPORT}receive/", moves.receive, name="receive"),
    path(f"{REPORT}send-back/", moves.send_back, name="send_back"),
    path(f"{REPORT}reopen/", moves.reopen, name="reopen"),
    path(f"{REPORT}items/<row:item>/evidence/", evidence.attach, name="attach"),
    path(f"{REPORT}evidence/<row:pk>/remove/", evidence.remove, name="remove"),
]

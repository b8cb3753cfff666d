"""The addresses of the obstacles."""

from django.urls import path

from gongjian.web.obstacles.views import beside, deciding, kinds, listing, obstacle, raising, settling, told

app_name = "obstacles"
urlpatterns = [
    path("obstacles/", listing.obstacles, name="list"),
    path("obstacles/export.xlsx", listing.export, name="export"),
    path("obstacles/analysis/", told.analysis, name="analysis"),
    path("obstacles/groups/<row:pk>/", told.group_desk, name="group"),
    path("obstacles/kinds/", kinds.kinds, name="kinds"),
    path("obstacles/kinds/standard/", kinds.take_standard, name="take_standard_kinds"),
    path("obstacles/kinds/new/", kinds.new, name="new_kind"),
    path("obstacles/kinds/<row:pk>/", kinds.change, name="kind"),
    path("obstacles/kinds/<row:pk>/end/", kinds.end, name="end_kind"),
    path("obstacles/new/", raising.new, name="raise"),
    path("obstacles/<row:number>/", obstacle.obstacle, name="obstacle"),
    path("obstacles/<row:number>/mend/", raising.mend, name="mend"),
    path("obstacles/<row:number>/settle/", settling.settle, name="settle"),
    path("obstacles/<row:number>/moves/<str:move>/", obstacle.move, name="move"),
    path("obstacles/<row:number>/comments/", beside.comment, name="comment"),
    path("obstacles/<row:number>/proofs/", beside.attach, name="attach"),
    path("obstacles/<row:number>/proofs/<row:pk>/", beside.proof, name="proof"),
    path("obstacles/<row:number>/instructions/", beside.instruct, name="instruct"),
    path("obstacles/<row:number>/instructions/<row:pk>/done/", beside.finish, name="finish"),
    path("obstacles/<row:number>/time/", deciding.ask_for_time, name="ask_for_time"),
    path("obstacles/<row:number>/time/<row:pk>/", deciding.decide_time, name="decide_time"),
    path(
        "obstacles/<row:number>/escalations/<row:pk>/", deciding.decide_escalation, name="decide_escalation"
    ),
]

"""The addresses of the obstacles."""

from django.urls import path

from gongjian.web.obstacles.views import beside, deciding, kinds, listing, obstacle, raising, settling, told

app_name = "obstacles"
urlpatterns = [
    path("obstacles/", listing.obstacles, name="list"),
    path("obstacles/export.xlsx", listing.export, name="export"),
    path("obstacles/analysis/", told.analysis, name="analysis"),
    path("obstacles/groups/<int:pk>/", told.group_desk, name="group"),
    path("obstacles/kinds/", kinds.kinds, name="kinds"),
    path("obstacles/kinds/standard/", kinds.take_standard, name="take_standard_kinds"),
    path("obstacles/kinds/new/", kinds.new, name="new_kind"),
    path("obstacles/kinds/<int:pk>/", kinds.change, name="kind"),
    path("obstacles/kinds/<int:pk>/end/", kinds.end, name="end_kind"),
    path("obstacles/new/", raising.new, name="raise"),
    path("obstacles/<int:number>/", obstacle.obstacle, name="obstacle"),
    path("obstacles/<int:number>/mend/", raising.mend, name="mend"),
    path("obstacles/<int:number>/settle/", settling.settle, name="settle"),
    path("obstacles/<int:number>/moves/<str:move>/", obstacle.move, name="move"),
    path("obstacles/<int:number>/comments/", beside.comment, name="comment"),
    path("obstacles/<int:number>/proofs/", beside.attach, name="attach"),
    path("obstacles/<int:number>/proofs/<int:pk>/", beside.proof, name="proof"),
    path("obstacles/<int:number>/instructions/", beside.instruct, name="instruct"),
    path("obstacles/<int:number>/instructions/<int:pk>/done/", beside.finish, name="finish"),
    path("obstacles/<int:number>/time/", deciding.ask_for_time, name="ask_for_time"),
    path("obstacles/<int:number>/time/<int:pk>/", deciding.decide_time, name="decide_time"),
    path("obstacles/<int:number>/lifts/<int:pk>/", deciding.decide_lift, name="decide_lift"),
]

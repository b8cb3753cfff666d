from django.urls import path

from gongjian.web.accounts.views import (
    background,
    handing_over,
    my_unit,
    organisations,
    people,
    unattended,
    units,
)

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("people/new/", people.welcome, name="welcome"),
    path("people/<row:pk>/", people.person, name="person"),
    path("people/<row:pk>/roles/", people.give_role, name="give_role"),
    path("people/<row:pk>/roles/<row:assignment>/end/", people.end_role, name="end_role"),
    path("people/<row:pk>/password/", people.set_password, name="set_password"),
    path("people/<row:pk>/account/", people.open_or_close, name="open_or_close"),
    path("people/<row:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("people/<row:pk>/handed-over/", handing_over.handed, name="handed"),
    path("unattended/", unattended.unattended, name="unattended"),
    path("unattended/count/", unattended.count, name="unattended_count"),
    path("my-unit/", my_unit.my_unit, name="my_unit"),
    path("my-unit/<row:pk>/renew/", my_unit.renew, name="renew"),
    path("background/", background.background, name="background"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<row:pk>/", organisations.organisation, name="organisation"),
    path("units/", units.units, name="units"),
    path("units/<row:pk>/", units.unit, name="unit"),
]

"""Every page of the product."""

from django.urls import include, path, register_converter

from gongjian.web.accounts.views import language
from gongjian.web.accounts.views.first_password import first_password
from gongjian.web.addresses import DayConverter, RowConverter

register_converter(DayConverter, "day")
register_converter(RowConverter, "row")
urlpatterns = [
    path("i18n/setlang/", language.choose, name="set_language"),
    path("first-password/", first_password, name="first_password"),
    path("", include("gongjian.web.desk.urls")),
    path("", include("gongjian.web.demo.urls")),
    path("", include("gongjian.web.setup.urls")),
    path("", include("gongjian.web.county.urls")),
    path("verify/", include("gongjian.web.verifying.urls")),
    path("ui/", include("gongjian.web.gallery.urls")),
    path("c/<slug:slug>/", include("gongjian.web.campaigns.urls")),
    path("c/<slug:slug>/", include("gongjian.web.finding.urls")),
    path("c/<slug:slug>/", include("gongjian.web.worklist.urls")),
    path("c/<slug:slug>/registers/", include("gongjian.web.registers.urls")),
    path("c/<slug:slug>/burden/", include("gongjian.web.burden.urls")),
    path("c/<slug:slug>/", include("gongjian.web.reporting.urls")),
    path("c/<slug:slug>/", include("gongjian.web.obstacles.urls")),
    path("c/<slug:slug>/", include("gongjian.web.assessment.urls")),
    path("c/<slug:slug>/", include("gongjian.web.bulletins.urls")),
    path("c/<slug:slug>/", include("gongjian.web.meetings.urls")),
    path("", include("gongjian.web.notices.urls")),
    path("c/<slug:slug>/admin/", include("gongjian.web.accounts.urls")),
]

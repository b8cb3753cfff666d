"""The address of the burden meter."""

from django.urls import path

from gongjian.web.burden import views

app_name = "burden"
urlpatterns = [path("", views.burden_meter, name="burden")]

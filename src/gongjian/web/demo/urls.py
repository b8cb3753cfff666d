from django.urls import path

from gongjian.web.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/enter/", views.enter, name="enter"),
    path("c/<slug:slug>/demo/clock/", views.move_clock, name="move_clock"),
]

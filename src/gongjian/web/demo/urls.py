from django.urls import path

from gongjian.web.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/enter/", views.enter, name="enter"),
    path("demo/progress/", views.progress, name="progress"),
    path("c/<slug:slug>/demo/clock/", views.move_clock, name="move_clock"),
    path("c/<slug:slug>/demo/", views.days, name="days"),
]

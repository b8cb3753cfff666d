from django.urls import path

from gongjian.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("c/<slug:slug>/desk/", views.desk, name="desk"),
    path("c/<slug:slug>/desk/<slug:name>/", views.pile, name="pile"),
]

from django.urls import path

from gongjian.web.verifying import views

app_name = "verifying"
urlpatterns = [
    path("", views.verify, name="verify"),
    path("<str:digits>/", views.fingerprint, name="fingerprint"),
]

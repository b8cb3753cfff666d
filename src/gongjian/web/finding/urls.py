from django.urls import path

from gongjian.web.finding import views

app_name = "finding"
urlpatterns = [path("find/", views.find, name="find")]

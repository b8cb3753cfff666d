from django.urls import path

from gongjian.web.gallery import views

app_name = "gallery"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("sentences/", views.sample_refusal, name="refused"),
    path("autosave/", views.autosave, name="autosave"),
    path("error/<row:status>/", views.error, name="error"),
]

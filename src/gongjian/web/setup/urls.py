from django.urls import path

from gongjian.web.setup.views import campaigns, door, guide

app_name = "setup"
urlpatterns = [
    path("setup/<str:key>/", door.first, name="first"),
    path("begin/", guide.guide, name="guide"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/open/", campaigns.open_one, name="open"),
    path("c/<slug:slug>/life/", campaigns.life, name="life"),
    path("c/<slug:slug>/life/delete/", campaigns.delete, name="delete"),
    path("c/<slug:slug>/life/<str:move>/", campaigns.move, name="move"),
]

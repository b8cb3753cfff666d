from django.urls.resolvers import URLPattern

app_name = "campaigns"
urlpatterns: list[URLPattern] = []

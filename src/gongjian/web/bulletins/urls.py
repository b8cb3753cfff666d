from django.urls.resolvers import URLPattern

app_name = "bulletins"
urlpatterns: list[URLPattern] = []

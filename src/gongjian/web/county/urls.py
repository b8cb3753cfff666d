from django.urls import path

from gongjian.web.county.views import people, seating, sheets

app_name = "county"
urlpatterns = [
    path("county/sheets/", sheets.bring, name="bring"),
    path("county/sheets/blank/<str:kind>.xlsx", sheets.blank, name="blank"),
    path("county/sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("county/sheets/<int:pk>/answers/", sheets.answer, name="answer"),
    path("county/sheets/<int:pk>/apply/", sheets.apply, name="apply"),
    path("county/sheets/<int:pk>/marked.xlsx", sheets.marked, name="marked"),
    path("county/people/", people.people, name="people"),
    path("county/people/slips/", people.slips, name="slips"),
    path("county/organisations/", people.organisations, name="organisations"),
    path("c/<slug:slug>/seating/", seating.seating, name="seating"),
]

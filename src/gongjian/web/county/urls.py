from django.urls import path

from gongjian.web.county.views import giving_roles, organisation, people, person, sheets

app_name = "county"
urlpatterns = [
    path("county/sheets/", sheets.bring, name="bring"),
    path("county/sheets/blank/<str:kind>.xlsx", sheets.blank, name="blank"),
    path("county/sheets/<row:pk>/", sheets.sheet, name="sheet"),
    path("county/sheets/<row:pk>/answers/", sheets.answer_questions, name="answer"),
    path("county/sheets/<row:pk>/apply/", sheets.apply, name="apply"),
    path("county/sheets/<row:pk>/marked.xlsx", sheets.marked_file, name="marked"),
    path("county/people/", people.people, name="people"),
    path("county/people/new/", person.new_person, name="new_person"),
    path("county/people/<row:pk>/", person.person, name="person"),
    path("county/people/<row:pk>/account/", person.open_or_close, name="open_or_close"),
    path("county/people/slips/", people.slips, name="slips"),
    path("county/organisations/", people.organisations, name="organisations"),
    path("county/organisations/new/", organisation.new_organisation, name="new_organisation"),
    path("county/organisations/<row:pk>/", organisation.organisation, name="organisation"),
    path("county/organisations/<row:pk>/administrators/", organisation.appoint, name="appoint"),
    path("county/organisations/<row:pk>/administrators/<row:keeper>/", organisation.dismiss, name="dismiss"),
    path("c/<slug:slug>/roles/", giving_roles.giving_roles, name="roles"),
]

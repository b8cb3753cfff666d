from django.urls import path

from gongjian.web.bulletins.views import bulletins, moves

app_name = "bulletins"
BULLETIN = "bulletins/<row:pk>/"
urlpatterns = [
    path("bulletins/", bulletins.bulletins, name="list"),
    path("bulletins/draft/", moves.draft, name="draft"),
    path(BULLETIN, bulletins.bulletin, name="bulletin"),
    path(f"{BULLETIN}file.<str:kind>", bulletins.file, name="file"),
    path(f"{BULLETIN}words/<str:section>/", moves.edit, name="edit"),
    # One address per move; each is named by the move's code.
    path(f"{BULLETIN}propose/", moves.propose, name="propose"),
    path(f"{BULLETIN}return/", moves.return_to_draft, name="return"),
    path(f"{BULLETIN}approve/", moves.approve, name="approve"),
    path(f"{BULLETIN}issue/", moves.issue, name="issue"),
    path(f"{BULLETIN}discard/", moves.discard, name="discard"),
    path(f"{BULLETIN}correct/", moves.correct, name="correct"),
    path(f"{BULLETIN}acknowledge/", moves.acknowledge, name="acknowledge"),
]

"""The addresses of the lists, the change requests and the letters of responsibility."""

from django.urls import path

from gongjian.web.worklist.views import changes, letters, list_moves, lists

LIST, LETTER = "lists/<row:unit>/", "letters/<row:pk>/"
urlpatterns = [
    path("lists/", lists.lists, name="lists"),
    path("lists/filed.xlsx", lists.export, name="lists_export"),
    path("lists/left/", lists.left, name="left_items"),
    path(LIST, lists.unit_list, name="unit_list"),
    path(f"{LIST}open/", list_moves.open_unit_list, name="open_list"),
    path(f"{LIST}v<row:number>.pdf", lists.list_paper, name="list_paper"),
    path(f"{LIST}v<row:number>/scan/", lists.list_scan, name="list_scan"),
    path(f"{LIST}scan/", list_moves.list_scan_form, name="list_scan_form"),
    path(f"{LIST}move/<str:move>/", list_moves.list_move, name="list_move"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<row:number>/", changes.change, name="change"),
    path("changes/<row:number>/evidence/", changes.change_evidence, name="change_evidence"),
    path("changes/<row:number>/<str:move>/", changes.change_move, name="change_move"),
    path("items/<str:code>/change/", changes.ask, name="ask_change"),
    path("items/<str:code>/change/withdraw/", changes.ask_to_withdraw, name="ask_to_withdraw"),
    path("letters/", letters.letters, name="letters"),
    path("letters/issue/", letters.issue, name="issue_letters"),
    path("letters/all.<str:kind>", letters.whole_set, name="letter_set"),
    path(LETTER, letters.letter, name="letter"),
    path(f"{LETTER}file.<str:kind>", letters.letter_file, name="letter_file"),
    path(f"{LETTER}scan/", letters.letter_scan, name="letter_scan"),
    path(f"{LETTER}self-check/", letters.self_check, name="self_check"),
    path(f"{LETTER}<str:move>/", letters.letter_move, name="letter_move"),
]

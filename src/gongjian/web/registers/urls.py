"""The addresses of the registers. Words that stand here cannot be codes of registers (see forms.RESERVED)."""

from django.urls import path

from gongjian.web.registers.views import adding, entry, files, linking, listing, project, settings

app_name = "registers"
urlpatterns = [
    path("", listing.registers, name="list"),
    path("new/", settings.new_register, name="new"),
    path("items/", settings.item_links, name="item_links"),
    path("imports/<row:pk>/", files.look, name="import"),
    path("imports/<row:pk>/columns/", files.choose, name="choose_columns"),
    path("imports/<row:pk>/take/", files.take, name="take_import"),
    path("imports/<row:pk>/undo/", files.undo, name="undo_import"),
    path("imports/<row:pk>/apply/", files.apply, name="apply_import"),
    path("imports/<row:pk>/marked.xlsx", files.marked_file, name="marked_import"),
    path("entries/<row:pk>/", entry.entry, name="entry"),
    path("entries/<row:pk>/edit/", entry.edit, name="edit_entry"),
    path("entries/<row:pk>/count/", entry.count, name="count"),
    path("entries/<row:pk>/mark/", entry.mark, name="mark"),
    path("entries/<row:pk>/undo/", entry.undo, name="undo"),
    path("entries/<row:pk>/drop/", entry.drop, name="drop"),
    path("entries/<row:pk>/split/", linking.split, name="split"),
    path("entries/<row:pk>/join/", linking.join, name="join"),
    path("entries/<row:pk>/become/", linking.become, name="become"),
    path("entries/<row:pk>/files/<row:file>/", adding.entry_file, name="entry_file"),
    path("entries/<row:pk>/files/<row:file>/remove/", adding.remove_file, name="remove_file"),
    path("entries/<row:pk>/files/<str:field>/", adding.take_files, name="attach"),
    path("entries/<row:pk>/<str:move>/", entry.move, name="move"),
    path("<str:code>/", listing.register, name="register"),
    path("<str:code>/add/", adding.add, name="add"),
    path("<str:code>/export.xlsx", files.export, name="export"),
    path("<str:code>/blank.xlsx", files.blank, name="blank"),
    path("<str:code>/bring/", files.bring, name="bring"),
    path("<str:code>/settings/", settings.change, name="settings"),
    path("<str:code>/standard/", settings.standard, name="standard"),
    path("<str:code>/<str:project>/", project.project, name="project"),
    path("<str:code>/<str:project>/new/", project.new_entry, name="new_entry"),
    path("<str:code>/<str:project>/standard/", project.take_standard, name="take_standard"),
    path("<str:code>/<str:project>/mark/", project.mark_many, name="mark_many"),
]

"""The addresses of the list, its projects and items, and the overview."""

from django.urls import path

from gongjian.web.worklist.views import (
    editing,
    evidence,
    holding,
    item,
    kept,
    listing,
    overview,
    project,
    roadmap,
    steps,
)

app_name = "worklist"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("worklist/", listing.worklist, name="list"),
    path("worklist/export.xlsx", listing.export, name="export"),
    path("worklist/views/", kept.save, name="save_view"),
    path("worklist/views/<int:pk>/forget/", kept.forget, name="forget_view"),
    path("projects/new/", editing.new_project, name="new_project"),
    path("projects/<str:code>/", project.project, name="project"),
    path("projects/<str:code>/edit/", editing.edit_project, name="edit_project"),
    path("projects/<str:code>/items/new/", editing.new_item, name="new_item"),
    path("items/<str:code>/", item.item, name="item"),
    path("items/<str:code>/edit/", editing.edit_item, name="edit_item"),
    path("items/<str:code>/baseline/", editing.rebaseline, name="rebaseline"),
    path("items/<str:code>/withdraw/", editing.withdraw, name="withdraw"),
    path("items/<str:code>/hold/", holding.hold, name="hold"),
    path("items/<str:code>/hold/end/", holding.end_hold, name="end_hold"),
    path("items/<str:code>/steps/", steps.item_steps, name="item_steps"),
    path("items/<str:code>/steps/draw/", steps.draw_steps, name="draw_steps"),
    path("items/<str:code>/steps/standard/", steps.take_standard, name="take_standard_steps"),
    path("items/<str:code>/steps/<int:number>/mark/", steps.mark, name="mark_step"),
    path("steps/", roadmap.roadmap, name="roadmap"),
    path("steps/unit/<int:unit>/", roadmap.unit_steps, name="unit_steps"),
    path("steps/standard/<str:line>/", steps.standard_steps, name="standard_steps"),
    path("evidence/<int:pk>/", evidence.evidence, name="evidence"),
]

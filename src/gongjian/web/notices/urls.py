"""Notices, where they go, and the calendar feed."""

from django.urls import path

from gongjian.web.notices.views import channels, feed, inbox, mine, reminders

app_name = "notices"
HERE = "c/<slug:slug>/notices/"
urlpatterns = [
    path(HERE, inbox.inbox, name="inbox"),
    path(f"{HERE}read/", inbox.read, name="read"),
    path(f"{HERE}reminders/", reminders.reminders, name="reminders"),
    path(f"{HERE}log/", channels.log, name="log"),
    path(f"{HERE}log/<row:pk>/again/", channels.again, name="again"),
    path(f"{HERE}channels/", channels.channels, name="channels"),
    path(f"{HERE}channels/add/", channels.add_robot, name="add_robot"),
    path(f"{HERE}channels/<row:pk>/", channels.robot, name="robot"),
    path(f"{HERE}channels/<row:pk>/end/", channels.end, name="end_robot"),
    path(f"{HERE}wordings/<slug:kind>/", channels.wording, name="wording"),
    path("me/notices/", mine.mine, name="mine"),
    path("me/feed/open/", mine.open_address, name="open_feed"),
    path("me/feed/close/", mine.close_address, name="close_feed"),
    path("feeds/<str:secret>.ics", feed.calendar_feed, name="feed"),
]

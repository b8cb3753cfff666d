"""Files are not taken when they would leave too little room on the disk."""

import logging
import shutil
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongjian.web.answers.storage import Trouble, storage_page

log = logging.getLogger(__name__)
KEEPS_NOTHING = {"verifying"}


class RoomMiddleware:
    """Files are not taken when they would leave too little room; what comes without a file passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, given: object, named: object
    ) -> HttpResponse | None:
        if request.method != "POST" or not (request.content_type or "").startswith("multipart/"):
            return None
        match = request.resolver_match
        if (match and match.app_name in KEEPS_NOTHING) or not request.FILES:
            return None
        size = sum(file.size or 0 for name in request.FILES for file in request.FILES.getlist(name))
        if shutil.disk_usage(settings.DATA_DIR).free - size >= settings.KEEP_FREE_BYTES:
            return None
        log.error("no file is taken: less than %s bytes would be free", settings.KEEP_FREE_BYTES)
        return storage_page(request, Trouble.NO_ROOM_FOR_FILES)

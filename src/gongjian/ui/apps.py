from django.apps import AppConfig

from gongjian.ui import form_words


class UiConfig(AppConfig):
    name = "gongjian.ui"

    def ready(self) -> None:
        form_words.speak()

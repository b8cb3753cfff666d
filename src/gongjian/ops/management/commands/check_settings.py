from django.core.management.base import BaseCommand

from gongjian.config.options import OPTIONS, Option, value_in_environment


class Command(BaseCommand):
    help = "List every option of this installation, what it means, and what it is set to."
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        for option in OPTIONS:
            self.stdout.write(f"{option.variable} = {option_in_words(option)}")
            self.stdout.write(f"    {option.meaning}")
        self.stdout.write(
            "Each can be read from a file instead: GONGJIAN_SECRET_KEY_FILE=/run/secrets/key, and so on."
        )
        self.stdout.write(self.style.SUCCESS("All options make sense."))


def option_in_words(option: Option) -> str:
    value = value_in_environment(option.name)
    if not value:
        return f"{option.default or '(not set)'} (default)"
    return "(set, not shown)" if option.kind == "secret" else value

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectivesConfig(AppConfig):
    name = "nhipcau.directives"
    label = "directives"
    verbose_name = _("Directives")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhipcau.directives import library_door  # noqa: PLC0415
        from nhipcau.directives.models import DirectiveImport  # noqa: PLC0415 -- models are ready only now
        from nhipcau.directives.services import read_import  # noqa: PLC0415
        from nhipcau.jobs import registry  # noqa: PLC0415
        from nhipcau.organisation import library  # noqa: PLC0415

        registry.register(DirectiveImport, read_import)
        library.register(library_door.find, library_door.offered)

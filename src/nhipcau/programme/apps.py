from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "nhipcau.programme"
    label = "programme"
    verbose_name = _("Programme")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate  # noqa: PLC0415 -- models are loaded only now

        from nhipcau.directives import acceptance, succession  # noqa: PLC0415
        from nhipcau.organisation.training import held  # noqa: PLC0415
        from nhipcau.programme.acceptance import make_programme  # noqa: PLC0415
        from nhipcau.programme.counting import after_migrating  # noqa: PLC0415
        from nhipcau.programme.courses import record_course  # noqa: PLC0415
        from nhipcau.programme.succession import OccasionCarrier, TaskCarrier  # noqa: PLC0415

        post_migrate.connect(after_migrating, sender=self)
        acceptance.register(make_programme)
        held.register(record_course)
        succession.register(TaskCarrier())
        succession.register(OccasionCarrier())

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "nhipcau.reporting"
    label = "reporting"
    verbose_name = _("Reporting")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhipcau.directives import acceptance, succession  # noqa: PLC0415 -- models are ready only now
        from nhipcau.reporting.acceptance import make_duties  # noqa: PLC0415
        from nhipcau.reporting.succession import DutyCarrier  # noqa: PLC0415

        acceptance.register(make_duties)
        succession.register(DutyCarrier())

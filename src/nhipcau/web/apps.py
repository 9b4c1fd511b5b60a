from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "nhipcau.web"
    label = "web"
    verbose_name = _("Web")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhipcau.web.exports import guard_exports  # noqa: PLC0415 -- Wagtail's views need loaded models

        guard_exports()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "nhipcau.portal"
    label = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in what the newsroom publishes and previews."""
        from nhipcau.portal import outlet, previewing  # noqa: PLC0415 -- models stand only now

        outlet.register()
        previewing.register()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "nhipcau.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what can only be connected once all models stand."""
        from nhipcau.jobs.registry import register  # noqa: PLC0415
        from nhipcau.newsroom import activity_outlet, receivers  # noqa: PLC0415
        from nhipcau.newsroom.carrying import carry_out  # noqa: PLC0415
        from nhipcau.newsroom.models import Delivery  # noqa: PLC0415

        register(Delivery, carry_out)
        activity_outlet.register()
        receivers.connect()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListeningConfig(AppConfig):
    name = "nhipcau.listening"
    label = "listening"
    verbose_name = _("Listening and responding")
    default_auto_field = "django.db.models.BigAutoField"

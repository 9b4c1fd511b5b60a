from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "nhipcau.audit"
    label = "audit"
    verbose_name = _("Audit trail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate  # noqa: PLC0415 -- models are ready only now
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from nhipcau.audit.guard import after_migrating  # noqa: PLC0415
        from nhipcau.audit.models import AuditEntry  # noqa: PLC0415
        from nhipcau.audit.policy import ReadOnlyPolicy  # noqa: PLC0415

        post_migrate.connect(after_migrating, sender=self)
        register_permission_policy(AuditEntry, ReadOnlyPolicy(AuditEntry))

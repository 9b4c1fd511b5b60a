"""Three yearly days get the names that published texts give them; what an officer renamed stays."""

from django.db import migrations

NAMES = {
    "Ngày giải phóng miền Nam, thống nhất đất nước": "Ngày Giải phóng miền Nam, thống nhất đất nước",
    "Chiến thắng Điện Biên Phủ": "Ngày Chiến thắng Điện Biên Phủ",
    "Ngày truyền thống ngành Ngoại giao": "Ngày thành lập ngành Ngoại giao Việt Nam",
}


def rename(apps, schema_editor):
    days = apps.get_model("programme", "YearlyDay").objects
    for before, after in NAMES.items():
        if not days.filter(name=after).exists():
            days.filter(name=before).update(name=after)


class Migration(migrations.Migration):
    dependencies = [("programme", "0014_each_step_has_its_plan")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]

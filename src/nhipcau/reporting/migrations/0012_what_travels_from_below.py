import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Packages bring the reports that a report counts, and say what proves them."""

    dependencies = [
        ('reporting', '0011_days_of_the_year'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReceivedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('unit', models.CharField(max_length=300, verbose_name='unit')),
                ('content', models.JSONField()),
                ('supplements', models.JSONField(default=list)),
                ('received_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['report', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='receivedevidence',
            options={'ordering': ['report', 'of_report', 'activity', 'pk']},
        ),
        migrations.RemoveConstraint(
            model_name='receivedevidence',
            name='received_once_per_activity',
        ),
        migrations.AddField(
            model_name='receivedevidence',
            name='of_report',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='receivedevidence',
            name='file',
            field=models.FileField(blank=True, max_length=200, upload_to='', verbose_name='file'),
        ),
        migrations.AddConstraint(
            model_name='receivedevidence',
            constraint=models.UniqueConstraint(fields=('report', 'of_report', 'activity', 'sha256'), name='received_once_per_report_and_activity'),
        ),
        migrations.AddField(
            model_name='receivedreport',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received_below', to='reporting.report'),
        ),
        migrations.AddConstraint(
            model_name='receivedreport',
            constraint=models.UniqueConstraint(fields=('report', 'sha256'), name='received_below_once'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """Reports of months that are due on days of the year, and reports of the first six months alone."""

    dependencies = [
        ('reporting', '0010_reminders_are_claimed'),
    ]

    operations = [
        migrations.AddField(
            model_name='reportingduty',
            name='due_days',
            field=models.CharField(blank=True, help_text='Only for reports of months with days of their own: “20/6, 20/12” for “before 20 June and 20 December”.', max_length=60, verbose_name='due on days of the year'),
        ),
        migrations.AlterField(
            model_name='reportingduty',
            name='frequency',
            field=models.CharField(choices=[('month', 'every month'), ('quarter', 'every quarter'), ('half-year', 'every half-year'), ('six-month', 'six months of every year'), ('nine-month', 'nine months of every year'), ('year', 'every year'), ('on-request', 'on request, once')], max_length=12, verbose_name='frequency'),
        ),
        migrations.AddConstraint(
            model_name='reportingduty',
            constraint=models.CheckConstraint(condition=models.Q(('due_days', ''), ('frequency__in', ('quarter', 'half-year', 'six-month', 'nine-month')), _connector='OR'), name='due_days_only_for_parts_of_a_year', violation_error_message='Only reports of three, six and nine months are due on days of the year; leave these days empty.'),
        ),
    ]

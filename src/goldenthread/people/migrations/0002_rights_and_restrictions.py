from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="carerlink",
            name="restricted_from",
            field=models.DateField(blank=True, null=True, verbose_name="restricted from"),
        ),
        migrations.AddField(
            model_name="carerlink",
            name="restricted_until",
            field=models.DateField(
                blank=True, null=True, verbose_name="last day of what it rests on"
            ),
        ),
        migrations.AddField(
            model_name="carerlink",
            name="sent_key",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="carerlink",
            constraint=models.UniqueConstraint(
                fields=("person", "sent_key"), name="people_carer_sent_once"
            ),
        ),
        migrations.AddField(
            model_name="protection",
            name="ended_why",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it ended"),
        ),
        migrations.AddField(
            model_name="protection",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]

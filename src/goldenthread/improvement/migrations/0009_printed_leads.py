from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0008_ended_uses_own_judgements"),
    ]

    operations = [
        migrations.AddField(
            model_name="priority",
            name="printed_leads",
            field=models.JSONField(
                blank=True, default=list, verbose_name="leads as printed, without a post"
            ),
        ),
    ]

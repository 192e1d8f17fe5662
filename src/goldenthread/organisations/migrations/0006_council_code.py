from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_api_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="localarea",
            name="council_code",
            field=models.CharField(
                blank=True, max_length=9, verbose_name="ONS code of the council"
            ),
        ),
    ]

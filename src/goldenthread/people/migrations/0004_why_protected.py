from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_places"),
    ]

    operations = [
        migrations.AlterField(
            model_name="protection",
            name="why",
            field=models.CharField(max_length=8),
        ),
    ]

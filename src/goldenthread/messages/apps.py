from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "goldenthread.messages"
    # Django's own messages between two pages have this room's name already.
    label = "letters"
    verbose_name = "Letters and notices"

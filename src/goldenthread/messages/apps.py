from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "goldenthread.messages"
    # Django's own messages between two pages have this room's name already.
    label = "letters"
    verbose_name = "Letters and notices"

    def ready(self) -> None:
        from goldenthread.messages.actions.notices import send_some
        from goldenthread.messages.family_records import register_family_messages
        from goldenthread.messages.jobs import register_kinds
        from goldenthread.messages.letter_records import register_letter_records
        from goldenthread.tasks import daily

        register_family_messages()
        register_letter_records()
        register_kinds()
        daily.register("family_notices", send_some)

"""What makes sending a form twice harmless, without swallowing what is sent the second time in other words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID, uuid5


def key_of_content(form_key: UUID, *content: object) -> UUID:
    """The key of one sending: the same form with the same content has the same key, with other content another.

    `content`: text, numbers, days, None, and mappings or sequences of them.
    """
    return uuid5(form_key, json.dumps(content, sort_keys=True, default=_plain))


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)

"""Keys live in a database of their own, and nothing else does."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from kindward.site.sealing.models import KEYS

#: Models of the database of keys, by app and name.
KEY_MODELS = frozenset({("sealing", "datakey"), ("sealing", "keystore")})


class KeysApart:
    """Django's router: key models go to ``keys``, all others to ``default``."""

    def db_for_read(self, model: type[Model], **_: Any) -> str | None:
        return KEYS if _is_key(model) else None

    def db_for_write(self, model: type[Model], **_: Any) -> str | None:
        return KEYS if _is_key(model) else None

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_: Any) -> bool:
        return (db == KEYS) == ((app_label, (model_name or "").lower()) in KEY_MODELS)


def _is_key(model: type[Model]) -> bool:
    return (model._meta.app_label, model._meta.model_name) in KEY_MODELS

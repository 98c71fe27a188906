"""Data keys, in a database of their own, and the mark by which the two databases know each other."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

#: Alias of the database that holds keys and nothing else.
KEYS = "keys"


class DataKey(models.Model):
    """The key of one owner, wrapped under the operator's ring. Without this row what it sealed is gone for good."""

    #: A person's public id, or another owner whose key may go on its own, such as ``share:…``.
    owner = models.CharField(max_length=80, unique=True)
    wrapped = models.BinaryField()
    #: The version of the ring's key that wrapped it.
    ring_version = models.PositiveIntegerField(db_index=True)
    #: The same key once more, under the owner's recovery code, where they set one.
    recovery_copy = models.BinaryField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[DataKey]] = models.Manager()

    def __str__(self) -> str:
        return f"data key of version {self.ring_version}"


class KeyStore(models.Model):
    """What the database of keys says of itself. One row."""

    #: The one row's own key.
    name = models.CharField(max_length=16, primary_key=True, default="store")
    store_id = models.UUIDField(default=uuid.uuid4)
    #: The oldest version of the ring that may still wrap a key; a rotation raises it before anything else.
    ring_version = models.PositiveIntegerField()
    #: The store's own id as a wrapped key, so that a wrong ring is noticed before anybody needs it.
    proof = models.BinaryField()

    objects: ClassVar[models.Manager[KeyStore]] = models.Manager()

    def __str__(self) -> str:
        return f"key store {self.store_id}"


class KeyStoreMark(models.Model):
    """In the main database: which store holds the keys to what is sealed here. One row."""

    name = models.CharField(max_length=16, primary_key=True, default="store")
    store_id = models.UUIDField()

    objects: ClassVar[models.Manager[KeyStoreMark]] = models.Manager()

    def __str__(self) -> str:
        return f"sealed with keys of {self.store_id}"

"""Alice practises; the trainer and a curriculum are the ones that ship."""

from datetime import UTC, datetime, timedelta

import pytest

from kindward.practice.catalogue import load_catalogue
from kindward.trainer import Context, Practised, Trainer, load_curriculum

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def curriculum(catalogue):
    return load_curriculum(catalogue)


@pytest.fixture(scope="session")
def trainer(catalogue, curriculum):
    return Trainer(catalogue, curriculum)


@pytest.fixture
def alice(trainer):
    return Alice(trainer)


class Alice:
    """One person and her days."""

    def __init__(self, trainer):
        self.trainer, self.state, self.now = trainer, trainer.new_person(), MORNING

    def practises(self, slug, seconds=180, days_later=1, **said):
        self.state = self.trainer.observe(self.state, Practised(slug, seconds, **said), self.now)
        self.now += timedelta(days=days_later)
        return self

    def hears(self, event):
        self.state = self.trainer.observe(self.state, event, self.now)
        return self

    def asks(self, **context):
        return self.trainer.recommend(self.state, Context(self.now, **context))

    def may_get(self, **context):
        """Every practice that any seed could give her now."""
        return set(self.asks(**context).chances)

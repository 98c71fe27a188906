"""``kindward manage`` hands over to the site, where there is one."""

import sys
from types import ModuleType

import pytest


@pytest.fixture
def site(monkeypatch):
    """A site that remembers what it was asked and answers 3."""
    module = ModuleType("kindward.site.manage")
    module.asked = []
    module.run = lambda argv: module.asked.append(argv) or 3
    monkeypatch.setitem(sys.modules, "kindward.site.manage", module)
    return module


def test_words_and_options_pass_through_and_the_answer_comes_back(kindward, site):
    assert kindward("manage", "backup", "--to", "x.tar", "--help").exit_code == 3
    assert site.asked == [["kindward manage", "backup", "--to", "x.tar", "--help"]]


def test_without_the_site_it_is_one_clear_line(refused, monkeypatch):
    monkeypatch.setattr("kindward.cli.manage.find_spec", lambda _: None)
    assert refused("manage", "backup").startswith(
        "manage: the site is not installed here; expected pip install"
    )

"""Rules of the house that no other tool holds: sizes, addresses, templates, documents that tell the truth."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kindward import __version__
from kindward.cli import main

ROOT = Path(__file__).parents[2]
OURS = ("src", "tests", "benchmarks", "docs", "content", "requirements", ".ci")
CODE = {".py", ".js", ".css", ".html"}
TEXT = {*CODE, ".md", ".toml", ".txt", ".tsv", ".yml", ".svg", ".json", ""}
LONGEST_FILE = 400


def files(*suffixes: str, under: tuple[str, ...] = OURS) -> Iterator[Path]:
    """Files of ours with one of the suffixes, those in the root included."""
    found = [*ROOT.iterdir(), *(path for folder in under for path in (ROOT / folder).rglob("*"))]
    for path in sorted(found):
        if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts:
            yield path


def places(
    pattern: str, *suffixes: str, under: tuple[str, ...] = OURS, flags: int = re.IGNORECASE
) -> list[str]:
    """Where the pattern occurs, as ``file:line: text``."""
    sought = re.compile(pattern, flags)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files(*suffixes, under=under)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if sought.search(line)
    ]


DOCUMENTS = list(files(".md", under=("docs",)))
TEMPLATES = [path for path in files(".html", under=("src",)) if "templates" in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_too_long_to_read() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(*CODE)}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}
    assert len(lengths) > 100


def test_nothing_is_fetched_from_registries_or_shared_hosts() -> None:
    registries = r"pypi\.org|pythonhosted\.|npmjs\.|huggingface\."
    shared = r"jsdelivr\.|unpkg\.|cdnjs\.|(fonts|ajax)\.googleapis\.|gstatic\."
    assert places(f"{registries}|{shared}", *TEXT) == []


def test_nothing_is_left_for_later() -> None:
    left = r"\b(TODO|FIXME|XXX|HACK)\b|\blorem ips[u]m|\bcoming s[o]on\b"
    # Case tells a mark from a word: a hack is one, and Roman numerals are others.
    assert places(left, *CODE, ".md", under=("src", "content", "benchmarks", "docs"), flags=0) == []


def test_the_project_speaks_of_itself_alone() -> None:
    assert places(r"\bissues? #?\d|\bticket #?\d", *TEXT) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_in_a_template_is_inline_or_from_elsewhere(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    for script in re.findall(r"<script\b[^>]*>", html):
        assert " src=" in script or 'type="application/json"' in script
    assert re.findall(r"<style\b|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|javascript:", html) == []
    assert (
        re.findall(r"<(?:script|link|img|audio|source|iframe)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", html)
        == []
    )


@pytest.mark.parametrize(
    "path", [p for p in files(".py", under=("src",)) if p.stem.endswith("views")], ids=name
)
def test_views_touch_no_rows(path: Path) -> None:
    rows = {"objects", "save", "delete", "create", "bulk_create", "get_or_create", "update_or_create"}
    touched = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        # A room's services may have such names; they are what a view is to call.
        if isinstance(node, ast.Attribute) and node.attr in rows and ast.unparse(node.value) != "services"
    ]
    assert touched == []


def test_the_lock_holds_every_package_by_hash_and_names_no_place() -> None:
    for lock, least in (("run", 40), ("dev", 60), ("build", 5)):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text()
        pins = re.split(
            r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        )
        assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
        assert re.findall(r"https?:|index-url|find-links|@ ", text) == []
        assert len(pins) > least


@pytest.mark.parametrize(
    ("lock", "extras"), [("run", ["site"]), ("dev", ["site", "test", "train", "dev"])], ids=["run", "dev"]
)
def test_the_lock_is_up_to_date_with_what_is_asked_for(lock: str, extras: list[str]) -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wishes = [
        Requirement(wish) for wish in asked["project"]["dependencies"] + asked["dependency-groups"]["build"]
    ]
    for extra in extras:
        wishes += [Requirement(wish) for wish in asked["project"]["optional-dependencies"][extra]]
    pinned = re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements" / f"{lock}.txt").read_text(), re.MULTILINE
    )
    for wish in wishes:
        versions = [version for package, version in pinned if package == canonicalize_name(wish.name)]
        assert versions and all(wish.specifier.contains(version) for version in versions), wish


def test_both_locks_pin_the_same_versions() -> None:
    def pins(lock: str) -> set[str]:
        return set(
            re.findall(r"^\S+==\S+(?: ; .*?)?(?= \\)", (ROOT / f"requirements/{lock}.txt").read_text(), re.M)
        )

    assert pins("run") <= pins("dev")


def test_every_make_target_is_explained() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    told = (ROOT / "CONTRIBUTING.md").read_text()
    assert "run" in targets
    assert [target for target in targets if f"make {target} " not in told] == []


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+?),? ", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert versions[0] == __version__


def test_every_decision_has_its_own_number_and_is_listed() -> None:
    decisions = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    listed = re.findall(
        r"^\| \[\d{4}\]\(docs/decisions/(\S+)\)", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE
    )
    assert listed == decisions
    assert len({decision[:4] for decision in decisions}) == len(decisions)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_what_a_document_points_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if ":" not in link]
    assert [link for link in links if link and not (document.parent / link).exists()] == []
    named = re.findall(r"\b(?:tests|benchmarks|src|content|requirements)/[\w./-]*\w", text)
    assert [path for path in named if not (ROOT / path).exists() and "your-" not in path] == []


def test_every_example_of_the_command_line_can_be_said() -> None:
    examples = re.findall(r"^    kindward (.+?)(?:\s+#.*)?$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(examples) >= 6
    for example in examples:
        command, *arguments = shlex.split(example)
        # Raises where an option, a choice or a value is not understood.
        main.commands[command].make_context(command, arguments).close()

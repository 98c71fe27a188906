"""Reading a script: front matter, then sections, lines and stage directions. Every error names its line."""

from __future__ import annotations

import re
from pathlib import Path

from ..text.sentences import split_sentences
from .directions import EXPECTED, read_direction, read_rounds
from .errors import ScriptError
from .frontmatter import read_front_matter
from .script import BREATH_BETWEEN, PAUSE_AFTER_LINE, Line, Pause, Script, Section, Sentence

_BRACKET = re.compile(r"\(([^()]*)\)")
_PRIORITY = re.compile(r"^\+([1-9])\s+(.*)$", re.S)
_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")


def parse_script(text: str, path: Path | str) -> Script:
    """The script in ``text``; ``path`` is only named in errors. Raises :class:`ScriptError`."""
    path = Path(path)
    fields, body_line, body = read_front_matter(text, path)
    sections = _Body(path, fields["words"]).read(body, body_line)
    if not sections:
        raise ScriptError(
            path, body_line, "sections", "there is none; expected at least one heading such as ## Arrive"
        )
    return Script(sections=sections, path=path, **fields)


def read_script(path: Path) -> Script:
    """The script in the file at ``path`` (UTF-8). Raises :class:`ScriptError`, also for a missing file."""
    try:
        return parse_script(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        raise ScriptError(path, 1, "file", "there is no such file; expected a script") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise ScriptError(path, 1, "file", f"cannot be read ({reason}); expected a UTF-8 text file") from None


class _Body:
    """Reads the part below the front matter, one block (paragraph or heading) at a time."""

    def __init__(self, path: Path, words: object) -> None:
        self.path = path
        self.slots = {word.name for word in words}  # type: ignore[attr-defined]
        self.fields: set[str] = set()

    def fail(self, lineno: int, field: str, message: str) -> ScriptError:
        return ScriptError(self.path, lineno, field, message)

    def read(self, body: str, first_line: int) -> tuple[Section, ...]:
        sections: list[Section] = []
        title, priority, start = "", 0, first_line
        rounds: list[list[Line]] = []
        repeat: tuple[int, int, int] | None = None

        def close() -> None:
            if not title:
                return
            if not any(rounds):
                raise self.fail(start, "section", f"“{title}” has no line; expected at least one sentence")
            fewest, most, again = repeat or (1, 1, 9)
            sections.append(
                Section(title, priority, tuple(tuple(r) for r in rounds if r), fewest, most, again, start)
            )

        for lineno, block in _blocks(body, first_line):
            if block.startswith("### "):
                if not title:
                    raise self.fail(
                        lineno, "round", "a ### heading stands in a section; expected a ## heading before it"
                    )
                if not repeat:
                    raise self.fail(
                        lineno,
                        "round",
                        f"“{title}” has no (rounds …) line; expected such as (rounds 1-4, +3)",
                    )
                rounds.append([])
            elif block.startswith("## "):
                close()
                priority, title = self.priority(block[3:].strip())
                start, rounds, repeat = lineno, [[]], None
                if title in {section.title for section in sections}:
                    raise self.fail(lineno, "section", f"“{title}” is there twice; expected each title once")
            elif block.startswith("#"):
                raise self.fail(
                    lineno, "section", f"“{block[:30]}” is not a heading of a script; expected ## or ###"
                )
            elif not title:
                raise self.fail(
                    lineno, "section", "text before the first section; expected a heading such as ## Arrive"
                )
            else:
                try:
                    if found := read_rounds(block):
                        repeat = found
                        continue
                except ValueError as error:
                    raise self.fail(lineno, "rounds", str(error)) from None
                rounds[-1].append(self.line(block, lineno))
        close()
        return tuple(sections)

    @staticmethod
    def priority(text: str) -> tuple[int, str]:
        match = _PRIORITY.match(text)
        return (int(match[1]), match[2].strip()) if match else (0, text)

    def line(self, block: str, lineno: int) -> Line:
        priority, text = self.priority(block)
        if text.startswith("+"):
            raise self.fail(
                lineno, "line", f"“{text[:12]}” has no number from 1 to 9; expected such as +3 and a space"
            )
        parts: list[Sentence | Pause] = []
        at = 0
        for match in _BRACKET.finditer(text):
            self.say(text[at : match.start()], parts, lineno)
            try:
                pause = read_direction(match[1])
            except ValueError as error:
                raise self.fail(lineno + text[: match.start()].count("\n"), "pause", str(error)) from None
            self.rest(pause, parts, lineno)
            at = match.end()
        self.say(text[at:], parts, lineno)
        if isinstance(parts[-1], Sentence):
            parts.append(Pause(*PAUSE_AFTER_LINE))
        return Line(tuple(parts), priority, lineno)

    def rest(self, pause: Pause, parts: list[Sentence | Pause], lineno: int) -> None:
        if pause.writes:
            if not parts or not isinstance(parts[-1], Sentence):
                raise self.fail(
                    lineno, "write", "nothing is asked; expected a question right before (write …)"
                )
            if pause.writes in self.fields:
                raise self.fail(
                    lineno, "write", f"“{pause.writes}” is written twice; expected each name once"
                )
            self.fields.add(pause.writes)
            parts[-1] = Sentence(parts[-1].text, pause.writes)
        parts.append(pause)

    def say(self, text: str, parts: list[Sentence | Pause], lineno: int) -> None:
        for stray in "()[]<>*_#|~`":
            if stray in text:
                raise self.fail(
                    lineno, "line", f"“{stray}” is not spoken; expected plain words, or {EXPECTED}"
                )
        for slot in _SLOT.findall(text):
            if slot not in self.slots:
                known = ", ".join(sorted(self.slots)) or "none"
                raise self.fail(lineno, "words", f"{{{slot}}} is not one of this script's words ({known})")
        for sentence in split_sentences(text):
            if not re.search(r"\w", sentence):
                raise self.fail(lineno, "line", f"“{sentence}” has no word; expected a sentence")
            if sentence[-1] not in '.!?…:”"’,;':
                raise self.fail(
                    lineno, "line", f"“{sentence[-30:]}” does not end; expected a full stop or question mark"
                )
            if parts and isinstance(parts[-1], Sentence):
                parts.append(Pause(*BREATH_BETWEEN))
            parts.append(Sentence(sentence))


def _blocks(body: str, first_line: int) -> list[tuple[int, str]]:
    """Blocks parted by blank lines, each with its line number; headings and ``(rounds …)`` stand alone."""
    out: list[tuple[int, str]] = []
    buffer: list[str] = []
    start = first_line

    def flush() -> None:
        if buffer:
            out.append((start, "\n".join(buffer)))
            buffer.clear()

    for offset, raw in enumerate(body.splitlines()):
        line = raw.strip()
        if not line:
            flush()
        elif line.startswith("#") or line.startswith("(rounds"):
            flush()
            out.append((first_line + offset, line))
        else:
            if re.match(r"^\+\S*\s", line):
                flush()
            if not buffer:
                start = first_line + offset
            buffer.append(line)
    flush()
    return out

"""``python -m kindward.voice.lengths build [--afresh]`` and ``… check``."""

from __future__ import annotations

import argparse
import sys

from .build import SHIPPED_VOICES, build, catalogue_sentences, missing, shipped_voice


def main(arguments: list[str] | None = None) -> int:
    """Build or check the tables.

    Exit code 1 when a length is missing or a clip is not sound, 2 on what cannot be read or spoken.
    """
    parser = argparse.ArgumentParser(prog="python -m kindward.voice.lengths", description=__doc__)
    parser.add_argument("what", choices=("build", "check"))
    parser.add_argument("--afresh", action="store_true", help="speak everything again, also what is known")
    asked = parser.parse_args(arguments)
    try:
        return _check() if asked.what == "check" else _build(asked.afresh)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _build(afresh: bool) -> int:
    texts = catalogue_sentences()
    sound = True
    for name in SHIPPED_VOICES:
        built = build(texts, shipped_voice(name), afresh=afresh, progress=_show)
        sys.stdout.write(
            f"{name}: {built.sentences} sentences, {built.spoken} spoken now, {built.dropped} dropped\n"
        )
        for text, found in built.findings.items():
            sys.stderr.write(f"{name}: {text}: {'; '.join(found)}\n")
        sound = sound and not built.findings
    return 0 if sound else 1


def _check() -> int:
    texts = catalogue_sentences()
    absent = {name: missing(texts, shipped_voice(name)) for name in SHIPPED_VOICES}
    for name, lines in absent.items():
        for line in lines:
            sys.stdout.write(f"{name}: no length for: {line}\n")
    return 1 if any(absent.values()) else 0


def _show(done: int, all: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {all}" + ("\n" if done == all else ""))


if __name__ == "__main__":
    sys.exit(main())

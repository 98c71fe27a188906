"""An article as HTML that is safe to put into a page: no tag, class or address but those that are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ..practice.references import Reference
from .article import Article, Section

_CITATIONS = re.compile(r"\[@([a-z0-9-]+)\](?:\s*\[@[a-z0-9-]+\])*")
_NAME = re.compile(r"\[@([a-z0-9-]+)\]")

_TAGS = {
    "p",
    "h2",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "cite",
}
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}}
_RULES = (
    "heading",
    "list",
    "blockquote",
    "table",
    "newline",
    "escape",
    "emphasis",
    "link",
    "smartquotes",
    "entity",
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article's body as HTML, its sections, and the references it cites, in the order of their names."""

    html: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]


def render(article: Article, references: Mapping[str, Reference]) -> Rendered:
    """The article as HTML. ``references`` are all there are, by name; each citation leads to ``#ref-NAME``.

    Raises :class:`KeyError` for a citation of none of them; ``kindward check`` finds those.
    """
    env: dict[str, Any] = {"sections": article.sections, "references": references}
    html = _markdown().render(article.body, env)
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes={"cite": {"source"}},
        url_schemes={"https"},
        link_rel=None,
    )
    cited = dict.fromkeys((*article.references, *article.cited))
    ordered = sorted((references[name] for name in cited), key=lambda one: (one.authors.lower(), one.year))
    return Rendered(safe, article.sections, tuple(ordered))


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"typographer": True, "quotes": "“”‘’"}).enable(list(_RULES))
    markdown.enable(["balance_pairs", "emphasis", "fragments_join", "text_join"])
    markdown.inline.ruler.before("link", "citation", _citation)
    markdown.core.ruler.before("inline", "anchors", _anchors)
    markdown.add_render_rule("citation", _cite)
    return markdown


def _anchors(state: StateCore) -> None:
    """Give each section its anchor, and take from its title what only says the anchor."""
    sections = iter(state.env["sections"])
    for at, token in enumerate(state.tokens):
        if token.type == "heading_open" and token.tag == "h2":
            section = next(sections, None)
            if section:
                token.attrSet("id", section.anchor)
                state.tokens[at + 1].content = section.title


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATIONS.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "cite", 0)
        token.meta = {"names": _NAME.findall(match[0])}
    state.pos = match.end()
    return True


def _cite(_: object, tokens: Sequence[Token], at: int, __: object, env: MutableMapping[str, Any]) -> str:
    known: Mapping[str, Reference] = env["references"]
    links = "; ".join(
        f'<a href="#ref-{name}">{escape(known[name].short)}</a>' for name in tokens[at].meta["names"]
    )
    return f'<cite class="source">({links})</cite>'

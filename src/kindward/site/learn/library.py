"""Articles and practices as texts that somebody answers for, read once by each process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kindward.learn import Articles, Rendered, Review, articles_of, content_hash, render
from kindward.learn.governance import signed_in_file
from kindward.practice import content_folder
from kindward.practice.references import Reference, load_references
from kindward.site.learn.models import Kind
from kindward.site.practice.library import catalogue


@dataclass(frozen=True, slots=True)
class Text:
    """An article or a practice: its names, the hash of what is reviewed in it, and the review its file tells."""

    kind: str
    slug: str
    title: str
    address: str
    author: str
    content_hash: str
    in_file: Review | None


@cache
def articles() -> Articles:
    """All articles. A changed file is seen at the next start."""
    return articles_of()


@cache
def references() -> dict[str, Reference]:
    """All references by name."""
    return load_references(content_folder())


@cache
def rendered(slug: str) -> Rendered:
    """The article of that name as HTML."""
    return render(articles()[slug], references())


@cache
def texts() -> dict[tuple[str, str], Text]:
    """Every text by kind and slug: articles first, in their order, then practices by name."""
    found = [
        Text(
            Kind.ARTICLE.value,
            one.slug,
            one.title,
            f"/learn/{one.slug}/",
            one.author,
            content_hash(one.text),
            signed_in_file(one.text, one.reviewer, one.reviewed_on, one.due_on),
        )
        for one in articles().values()
    ]
    for script in catalogue().values():
        text = script.path.read_text(encoding="utf-8")
        signed = signed_in_file(text, script.reviewer, script.reviewed_on, script.due_on)
        found.append(
            Text(
                Kind.PRACTICE.value,
                script.slug,
                script.title,
                f"/practices/{script.slug}/",
                script.author,
                content_hash(text),
                signed,
            )
        )
    return {(text.kind, text.slug): text for text in found}

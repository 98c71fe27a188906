"""New and changed articles as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

from kindward.learn import Article


def feed_of(articles: Iterable[Article], absolute: Callable[[str], str]) -> str:
    """The feed. ``absolute`` makes an address of this site whole. An article's date is that of its file here."""
    feed = Atom1Feed(
        title="Kindward: learn",
        link=absolute("/learn/"),
        description="What compassion is, what is known of training it, and what to do when it is hard.",
        language="en",
        feed_url=absolute("/learn/feed.xml"),
    )
    for article in articles:
        address = absolute(f"/learn/{article.slug}/")
        feed.add_item(
            title=article.title,
            link=address,
            unique_id=address,
            description=article.summary,
            author_name=article.author,
            updateddate=datetime.fromtimestamp(article.path.stat().st_mtime, UTC),
        )
    return feed.writeString("utf-8")

"""What people write, as HTML that can do no harm: Markdown in, sanitised on the way out."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# No pictures: one loaded from elsewhere would tell its owner who reads the record.
_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough").disable("image")

TAGS = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
# A text stands inside a section of a page, so its own headings begin at the third level.
_HEADING = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}


def to_html(text: str | None) -> SafeString:
    """`text` as safe HTML; nothing for nothing."""
    if not text:
        return mark_safe("")
    tokens = _reader.parse(text.replace("\0", ""))
    for token in tokens:
        token.tag = _HEADING.get(token.tag, token.tag)
    html = _reader.renderer.render(tokens, _reader.options, {})
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(safe)  # noqa: S308 sanitised in the line above

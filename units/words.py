"""Words as they are searched: without accents, case and punctuation. Pure."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def folded(*texts: str) -> str:
    """The texts as lower-case words between single blanks; "Kostić & Co." becomes "kostic co"."""
    joined = unicodedata.normalize("NFKD", " ".join(text for text in texts if text))
    bare = "".join(char for char in joined if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare.casefold()).strip()


def prefix_query(text: str, limit: int = 8) -> str:
    """A PostgreSQL tsquery in which every word of `text` is a prefix; empty where it holds no word.

    Only letters and digits survive `folded`, so that nothing a person types is read as an operator.
    """
    return " & ".join(f"'{word}':*" for word in folded(text).split()[:limit])

"""Names as they are compared: the only place that says which spellings are one name."""

import re
import unicodedata

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


def key(label: str) -> str:
    """Return a label without what people write now one way, now another.

    >>> key("Soyuz MS-07") == key("soyuz ms 07")
    True
    """
    text = unicodedata.normalize("NFKC", label).casefold()
    text = text.replace("ё", "е")  # Russians write its dots or leave them out
    return _NEITHER_LETTER_NOR_DIGIT.sub("", text) or text.strip()

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


_WORD = re.compile(r"\d+|[^\W\d_]+")


def words(label: str) -> list[str]:
    """Return the words of a label as they are searched for: small, without accents, apart from their numbers.

    >>> words("Союз МС-07"), words("Ｓｃｏｔｔ Müller"), words("MS07")
    (['союз', 'мс', '07'], ['scott', 'muller'], ['ms', '07'])
    """
    text = label.casefold() if label.isascii() else _without_accents(label)
    return _WORD.findall(text) or [text.strip()]


def _without_accents(label: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", label).casefold())
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept)

"""Pieces of regular expressions that mappings give names to: the only place that puts them where patterns name them.

``mapping:person a map:Piece ; map:pattern "…"`` is said once, and a pattern has ``(?&person)`` for it, as PCRE calls a
group by its name.
"""

import re
from collections.abc import Mapping

_CALL = re.compile(r"(?<!\\)\(\?&([^()]*)\)")


def whole(text: str, pieces: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    """Return a pattern with the pieces that it names in their places, each as a group without a name.

    Args:
        text: the pattern.
        pieces: patterns by the name of the piece; they may name pieces.
        within: the pieces that this is one of already.

    Raises:
        ValueError: there is no such piece, or it holds itself; the message goes on from "the pattern …".

    >>> whole("^(?&day)$", {"day": "(?&two)|x", "two": "[0-9]"})
    '^(?:(?:[0-9])|x)$'
    """

    def piece(found: re.Match[str]) -> str:
        name = found[1]
        if name not in pieces:
            raise ValueError(f"names a piece that no file has: {name!r}")
        if name in within:
            raise ValueError(f"holds itself: {' in '.join((name, *reversed(within)))}")
        return f"(?:{whole(pieces[name], pieces, (*within, name))})"

    return _CALL.sub(piece, text)

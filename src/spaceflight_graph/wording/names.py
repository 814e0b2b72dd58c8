"""How a name is set: the only place that takes off what a document's sentence put around it, and mends its dots."""

import re

_QUOTATION_MARKS = re.compile('["“”„‟«»‹›「」『』《》〈〉〝〞]')
_MIDDLE_DOTS = re.compile("[∙•・‧]")
"""Dots that stand for U+00B7, which parts the names of foreigners in Chinese."""


def typeset(text: str) -> str:
    """Return a name as catalogues spell it: without quotation marks, with the usual dot and single spaces.

    >>> typeset("“联盟”FG 运载火箭"), typeset("安东∙什卡普列罗夫")
    ('联盟FG 运载火箭', '安东·什卡普列罗夫')
    """
    return " ".join(_MIDDLE_DOTS.sub("·", _QUOTATION_MARKS.sub("", text)).split())

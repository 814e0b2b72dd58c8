r"""Text that does nothing to those who show it: the only place that knows which characters could.

Data, names and arguments come from anybody. On a terminal an escape sequence moves the cursor or hides what was
said, an override of direction turns a line round, a line break begins a line of its own, and in the log of a CI a line
such as ``::error::…`` is an order. People get such characters as they are written (``\x1b``, ``\u202e``); in JSON,
Turtle and XML they are written in the way of the format, so that programs read what the data holds.
"""

import re
import warnings

_SEEN_AS_NOTHING = "\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
# Texts, not expressions, here and in all that a query loads: Python compiles them when they are first met, and never
# where they are not; all together take a tenth of a query's time.
_UNSEEN = f"[\x00-\x1f{_SEEN_AS_NOTHING}]"
_UNSEEN_IN_MARKUP = f"[\x00-\x08\x0b\x0c\x0e-\x1f{_SEEN_AS_NOTHING}]|\r(?!\n)"
_ORDER = r"\A(\s*):(?=:[A-Za-z])|()#(?=#\w*\[)"
"""What a CI would obey: ``::error`` where a line begins, ``##[error]`` and ``##vso[…]`` anywhere."""

_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_ORDER_IN_XML = r"(?m)^([^\S\n]*):(?=:[A-Za-z])"


class ReplacedWarning(UserWarning):
    """A format cannot hold some characters of the data, and others stand for them."""


def escaped(text: str) -> str:
    r"""Return a text with every character that is no ink and no space written out.

    >>> print(escaped("\x1b[2J a\tb \u202e 联盟 👩‍🚀"))
    \x1b[2J a\tb \u202e 联盟 👩‍🚀
    """
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda unseen: ascii(unseen[0])[1:-1], text)


def line(text: str) -> str:
    r"""Return a text as one line that no terminal and no CI obeys.

    >>> print(line("::error file=x::\nno"), line("a::b"), line("##[error]"))
    \x3a:error file=x::\nno a::b \x23#[error]
    """
    return re.sub(_ORDER, lambda order: f"{order[1] or ''}\\x{ord(order[0][-1]):02x}", escaped(text))


def unicode_escaped(text: str) -> str:
    r"""Return JSON or Turtle that says the same, with unseen characters as ``\uXXXX``: they stand in strings and IRIs.

    >>> print(unicode_escaped('{"a": "\x9b\u202e"}'))
    {"a": "\u009b\u202e"}
    """
    return re.sub(_UNSEEN_IN_MARKUP, lambda unseen: f"\\u{ord(unseen[0]):04x}", text)


def xml(document: str) -> str:
    r"""Return an XML document that is well-formed and that no terminal and no CI obeys.

    Unseen characters become references; U+FFFD stands for those that XML 1.0 cannot hold, and a
    :class:`ReplacedWarning` says so.

    >>> xml("<a>\r\u202e</a>")
    '<a>&#13;&#8238;</a>'
    """
    document, replaced = re.subn(_NOT_XML, "\ufffd", document)
    if replaced:
        which = "1 character is" if replaced == 1 else f"{replaced:,} characters are"
        warnings.warn(f"{which} replaced by U+FFFD, for XML cannot hold them.", ReplacedWarning, stacklevel=2)
    document = re.sub(_UNSEEN_IN_MARKUP, lambda unseen: f"&#{ord(unseen[0])};", document.replace("\r", "&#13;"))
    return re.sub(_ORDER_IN_XML, r"\1&#58;", document)

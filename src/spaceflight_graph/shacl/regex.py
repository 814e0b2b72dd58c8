"""Regular expressions of XPath: the only place that reads their grammar, and writes them for other engines.

The grammar is that of https://www.w3.org/TR/xpath-functions-31/#regex-syntax on top of
https://www.w3.org/TR/xmlschema11-2/#regexs, which SHACL's ``sh:pattern`` takes over from SPARQL's ``REGEX``. It is
written anew for the store, whose engine always ends, or for Python, which knows back-references.
"""

import re
from dataclasses import dataclass, field

from spaceflight_graph.shacl.characters import Characters, escape, spread

FLAGS = "smixq"
_QUOTED = frozenset("\\|.?*+(){}-[]^$")
_SPECIAL = {"n": "\n", "r": "\r", "t": "\t", **{letter: letter for letter in _QUOTED}}
_SPACE = " \t\n\r"
_QUANTITY = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")


class NotXPathError(ValueError):
    """A text is no regular expression of XPath; says why, and where."""


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of XPath as two engines spell it.

    Attributes:
        store: for the store's ``REGEX``, without any flags; nothing if it has back-references.
        python: for Python's ``re.search``.
    """

    store: str | None
    python: str


def read(pattern: str, flags: str = "") -> Regex:
    r"""Return what a regular expression is in the two other dialects.

    Args:
        pattern: as XPath has it.
        flags: any of :data:`FLAGS`; other letters change nothing.

    Raises:
        NotXPathError: XPath does not allow it.

    >>> read("^ab?$").store
    '\\Aab?\\z'
    """
    if "q" in flags:
        pattern = "".join(f"\\{letter}" if letter in _QUOTED else letter for letter in pattern)
    texts = []
    for python in (False, True):
        reader = _Reader(pattern, flags, python=python)
        texts.append(reader.whole())
    return Regex(None if reader.refers else texts[0], texts[1])


@dataclass(slots=True)
class _Reader:
    """Reads a pattern once, from the left to the right, and writes it in one dialect."""

    pattern: str
    flags: str
    python: bool
    at: int = 0
    groups: int = 0
    closed: set[int] = field(default_factory=set)
    refers: bool = False

    def whole(self) -> str:
        """Return the pattern in the other dialect."""
        text = self._alternatives(0)
        if self.at < len(self.pattern):
            raise self._error("a bracket closes that was not opened")
        return text

    def _error(self, why: str) -> NotXPathError:
        return NotXPathError(f"{why}, at character {self.at + 1}")

    def _next(self) -> str:
        """Return the next character that counts, or nothing at the end."""
        if "x" in self.flags and "q" not in self.flags:
            while self.at < len(self.pattern) and self.pattern[self.at] in _SPACE:
                self.at += 1
        return self.pattern[self.at : self.at + 1]

    def _take(self) -> str:
        letter = self._next()
        self.at += 1
        return letter

    def _alternatives(self, depth: int) -> str:
        if depth > 100:
            raise self._error("brackets stand in each other more than 100 deep")
        branches = [""]
        while (letter := self._next()) and letter != ")":
            if letter == "|":
                self.at += 1
                branches.append("")
            else:
                branches[-1] += self._piece(depth)
        return "|".join(branches)

    def _piece(self, depth: int) -> str:
        atom, repeats = self._atom(depth)
        quantifier = self._quantifier()
        if quantifier and not repeats:
            raise self._error("nothing is there to repeat")
        return atom + quantifier

    def _quantifier(self) -> str:
        letter = self._next()
        if letter and letter in "?*+":
            self.at += 1
            text = letter
        elif letter == "{":
            match = _QUANTITY.match(self.pattern, self.at)
            if match is None:
                raise self._error("a brace is no quantity")
            if match[3] and int(match[3]) < int(match[1]):
                raise self._error("a quantity ends before it begins")
            text, self.at = match[0], match.end()
        else:
            return ""
        if self._next() == "?":
            self.at += 1
            text += "?"
        if self._next() and self._next() in "?*+{":
            raise self._error("a quantity of a quantity")
        return text

    def _atom(self, depth: int) -> tuple[str, bool]:
        """Return the next atom, and whether it may be repeated."""
        letter = self._take()
        if letter == "(":
            return self._group(depth), True
        if letter == "[":
            return self._class().text(python=self.python), True
        if letter == "\\":
            return self._escaped(), True
        if letter == ".":
            every = Characters.of([(0, 0x10FFFF)] if "s" in self.flags and "q" not in self.flags else _ANY)
            return every.text(python=self.python), True
        if letter in "^$":
            return self._anchor(letter), False
        if letter in "?*+{}])":
            self.at -= 1
            raise self._error(f"{letter} stands for itself only behind a backslash")
        return self._letter(letter), True

    def _anchor(self, letter: str) -> str:
        if "m" not in self.flags:
            return r"\A" if letter == "^" else r"\Z" if self.python else r"\z"
        # A newline that ends the string begins no line.
        if self.python:
            return r"(?:\A|(?<=\n)(?!\Z))" if letter == "^" else r"(?=\n|\Z)"
        return "(?m:^)" if letter == "^" else "(?m:$)"

    def _group(self, depth: int) -> str:
        capturing = True
        if self._next() == "?":
            if self.pattern[self.at : self.at + 2] != "?:":
                raise self._error("(? is followed by something else than a colon")
            self.at += 2
            capturing = False
        else:
            self.groups += 1
        number = self.groups
        inner = self._alternatives(depth + 1)
        if self._take() != ")":
            raise self._error("a bracket is not closed")
        if capturing:
            self.closed.add(number)
        return f"({inner})" if capturing else f"(?:{inner})"

    def _escaped(self) -> str:
        letter = self.pattern[self.at : self.at + 1]
        if letter and letter in "123456789":
            return self._reference()
        single, many = self._escape()
        return self._letter(single) if single else many.text(python=self.python)

    def _reference(self) -> str:
        """Return a back-reference: as many digits as there are groups; one that has matched nothing is empty."""
        digits = re.compile("[0-9]+").match(self.pattern, self.at)
        text = digits[0] if digits else ""
        while len(text) > 1 and int(text) > self.groups:
            text = text[:-1]
        if int(text) not in self.closed:
            raise self._error(f"\\{text} refers to a group that has not ended")
        self.at += len(text)
        self.refers = True
        same = f"(?i:\\{text})" if "i" in self.flags else f"\\{text}"
        return f"(?:(?({text}){same}))"

    def _letter(self, letter: str) -> str:
        if "i" in self.flags:
            same = spread([(ord(letter), ord(letter))])
            if len(same) > 1 or same[0][0] != same[0][1]:
                return Characters.of(same).text(python=self.python)
        return escape(ord(letter), python=self.python)

    def _escape(self) -> tuple[str, Characters]:
        """Return the one character that an escape stands for, or the many."""
        letter = self.pattern[self.at : self.at + 1]
        self.at += 1
        if letter in _SPECIAL:
            return _SPECIAL[letter], Characters()
        if letter in ("p", "P"):
            end = self.pattern.find("}", self.at)
            if self.pattern[self.at : self.at + 1] != "{" or end < 0:
                raise self._error("a property has no name in braces")
            name = self.pattern[self.at + 1 : end]
            found = Characters.property(name)
            if found is None:
                raise self._error(f"no property is called {name}")
            self.at = end + 1
            return "", found.complement() if letter == "P" else found
        found = Characters.escaped(letter.lower())
        if found is None or not letter:
            self.at -= 1
            raise self._error(f"\\{letter} is no escape")
        return "", found.complement() if letter.isupper() else found

    def _class(self) -> Characters:
        """Return what a class expression takes in, whose bracket has just been read."""
        negative = self.pattern[self.at : self.at + 1] == "^"
        self.at += negative
        found = Characters()
        start = self.at
        while True:
            letter = self.pattern[self.at : self.at + 1]
            if letter == "":
                raise self._error("a class is not closed")
            if letter == "]":
                break
            if letter == "-" and self.pattern[self.at + 1 : self.at + 2] == "[":
                self.at += 2
                return self._without(found.complement() if negative else found, empty=self.at == start + 2)
            found = found.union(self._members(first=self.at == start))
        if self.at == start:
            raise self._error("a class is empty")
        self.at += 1
        return found.complement() if negative else found

    def _without(self, found: Characters, *, empty: bool) -> Characters:
        if empty:
            raise self._error("a class is empty")
        found = found.without(self._class())
        if self.pattern[self.at : self.at + 1] != "]":
            raise self._error("a class goes on behind what is taken out of it")
        self.at += 1
        return found

    def _members(self, *, first: bool) -> Characters:
        """Return the next character of a class, or the range that it begins."""
        low, many = self._member(first=first)
        if not low:
            return many
        ahead = self.pattern[self.at + 1 : self.at + 2]
        if self.pattern[self.at : self.at + 1] != "-" or ahead in ("", "]", "["):
            return self._spread(low, low)
        self.at += 1
        high, _ = self._member(first=False, ends=True)
        if not high or high < low:
            raise self._error("a range has no end behind its beginning")
        return self._spread(low, high)

    def _spread(self, low: str, high: str) -> Characters:
        ranges = [(ord(low), ord(high))]
        return Characters.of(spread(ranges) if "i" in self.flags else ranges)

    def _member(self, *, first: bool, ends: bool = False) -> tuple[str, Characters]:
        letter = self.pattern[self.at : self.at + 1]
        if letter == "\\":
            self.at += 1
            return self._escape()
        last = self.pattern[self.at + 1 : self.at + 2] == "]"
        if letter == "[" or (letter == "-" and not (first or last or ends)):
            raise self._error(f"{letter} stands for itself only behind a backslash")
        self.at += 1
        return letter, Characters()


_ANY = [(0, 0x09), (0x0B, 0x0C), (0x0E, 0x10FFFF)]

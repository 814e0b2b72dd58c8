"""The words of a cell to a value: the only place that turns them into literals and things.

What is not read to its last letter is not read at all. The words that a claim quotes are those of the line that say
its value, as short as they can be found there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.own_words import Verdict, verdict
from spaceflight_graph.extract import naming
from spaceflight_graph.extract.cells import Cell
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import Reader, Rule, folded
from spaceflight_graph.extract.result import LONGEST, Draft, Reason, literal
from spaceflight_graph.namespaces import PREFIXES, SF, XSD
from spaceflight_graph.values import Form

_OR = re.compile(r"\b(?:or|oder|или)\b|或")
"""One thing or another: the words name none of them for certain."""
_PAD = re.compile(r"(?i)\b(site +\d+) +(?:launch +)?pad +(?:no\. *)?(\d+)\b")
"""Site 1, Pad 5 is what others call Site 1/5."""
_ORDINALS = {
    word: rank
    for row in ("first second third fourth fifth sixth seventh", "首 第二 第三 第四 第五 第六 第七", "第一", "only")
    for rank, word in enumerate(row.split(), start=1)
}
"""Which of a person's flights it is, in words."""
_MODELS = frozenset([SF.LaunchVehicleModel, SF.SpacecraftModel])
_BUILT = re.compile(r"[ -][\w./-]*\d[\w./-]*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says.

    Attributes:
        object: the literal or thing; None where the words name a thing that the graph does not have.
        words: what of the text says it.
        form: of a time, duration or number.
    """

    object: NamedNode | Literal | None
    words: str
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell says nothing.

    Attributes:
        reason: one of `Reason`.
        hint: what would help.
    """

    reason: Reason
    hint: str = ""


def read(
    cell: Cell,
    rule: Rule,
    linker: Linker,
    near: tuple[NamedNode, ...],
    day: date | None,
    zone: str | None,
    language: str = "en",
) -> "Value | Unread | None":
    """Return what a rule makes of a cell; None where the rule's pattern finds nothing in it.

    Args:
        cell: its text is read.
        rule: how.
        linker: knows the things of the graph.
        near: the things that the page is about.
        day: the date that the page has told before.
        zone: of clock times that name none, on this page.
        language: of the page, for texts that are in one.
    """
    text, groups = cell.text, dict[str, str | None]()
    if rule.of_flag:
        text = next((raw for (_, raw), flag in zip(cell.parts, cell.flags, strict=False) if flag), "")
    if rule.pattern is not None:
        match = rule.pattern.search(text)
        if match is None:
            return None
        text, groups = match["value"].strip(), match.groupdict()
    if not text:
        return None
    if rule.value is not None or rule.object_role is not None:
        return Value(rule.value, text)
    if rule.reader is Reader.TIME:
        return _formed(values.time_form(_in_order(groups) or text, day=day, zone=rule.zone or zone), text)
    if rule.reader is Reader.DURATION:
        return _formed(values.duration_form(_in_order(groups) or text), text)
    if rule.reader is Reader.QUANTITY:
        form = values.number_form(_in_order(groups) or text, unit=rule.unit)
        return _formed(form if form and form.unit else None, text)
    if rule.reader is Reader.NUMBER:
        if (rank := _ORDINALS.get(folded(text).rstrip("次"))) is not None:
            return Value(Literal(str(rank), datatype=XSD.integer), text)
        form = values.number_form(_in_order(groups) or text)
        return _formed(form if form and not form.unit else None, text)
    if rule.reader is Reader.TEXT:
        return Value(Literal(text, language=_tongue(text, language)) if rule.tagged else Literal(text), text)
    if rule.reader is Reader.CODED:
        found = rule.codes.get(folded(cell.label if rule.of_label else text), ())
        return Value(found[0], text) if len(found) == 1 else Unread(Reason.NOT_READ)
    return _linked(cell, text, rule, linker, near)


def _tongue(text: str, language: str) -> str:
    """Return the language of a name: that of its script, or of the page where that writes so."""
    if _CYRILLIC.search(text):
        return language if language in ("ru", "uk", "kk", "bg", "sr") else "ru"
    if _CHINESE.search(text):
        return language if language in ("zh", "ja") else "zh"
    return "en" if language in ("zh", "ru", "ja") else language


def _in_order(groups: Mapping[str, str | None]) -> str:
    """Return a date, length or number whose parts a pattern names as everyone reads them; empty where none does.

    ``whole`` and ``decimals`` are of a number with a comma between them, as in German.

    >>> _in_order({"value": "06/03/1965", "year": "1965", "month": "06", "day": "03"}), _in_order({"value": "1965"})
    ('1965-06-03', '')
    >>> _in_order({"value": "ca. 7.080,5 kg", "whole": "7.080", "decimals": "5"})
    'ca. 7080.5 kg'
    >>> _in_order({"hours": "0", "minutes": "36"})
    '0 h 36 min'
    """
    if groups.get("year"):
        year, month, day = (groups.get(part) or "" for part in ("year", "month", "day"))
        return f"{year}-{month}-{day}" if month.isdigit() else f"{year} {month} {day}"
    if (whole := groups.get("whole")) and (value := groups["value"]):
        decimals = groups.get("decimals") or ""
        written = f"{whole},{decimals}" if decimals else whole
        return value.replace(written, re.sub(r"\D", "", whole) + written[len(whole) :].replace(",", "."), 1)
    return f"{groups['hours']} h {groups['minutes']} min" if groups.get("hours") else ""


def _formed(form: Form | None, text: str) -> "Value | Unread":
    if form is None:
        return Unread(Reason.NOT_READ)
    return Value(literal(form), text, form)


def _linked(cell: Cell, text: str, rule: Rule, linker: Linker, near: tuple[NamedNode, ...]) -> "Value | Unread":
    assert rule.kind is not None  # noqa: S101 - the mapping's reader asks for it
    if _OR.search(text):
        return Unread(Reason.AMBIGUOUS, "it names one thing or another")
    for name, words in _names(cell, text):
        found = linker.find(name, rule.kind, near)
        if len(found) == 1:
            return Value(found[0], words)
        if found:
            return Unread(Reason.AMBIGUOUS, f"one of {naming.slugs_of(found)}")
    return _last_of_several(cell, text, rule.kind, linker) or Value(
        None, _without_number(cell, text) if rule.kind in _MODELS else text
    )


def _last_of_several(cell: Cell, text: str, kind: NamedNode, linker: Linker) -> Value | None:
    """Return the thing that the last of several links names, as the pad behind its spaceport; no country is meant."""
    links = [(part, target) for (part, _), target in zip(cell.parts, cell.targets, strict=False) if part in text]
    if len(links) < 2 or not text.endswith(links[-1][0]):
        return None
    found = {thing for name in links[-1] if name for thing in linker.find(name, kind)}
    if len(found) != 1 or linker.is_a(next(iter(found)), SF.Country):
        return None
    return Value(found.pop(), links[-1][0])


def _without_number(cell: Cell, text: str) -> str:
    """Return the name of a model from a text that goes on with the number of the one that was built."""
    parts = [part for (part, _), flag in zip(cell.parts, cell.flags, strict=False) if part and not flag]
    behind = text.removeprefix(parts[0]) if len(parts) == 1 else text
    return parts[0] if behind != text and _BUILT.fullmatch(behind) else text


def _names(cell: Cell, text: str) -> Iterator[tuple[str, str]]:
    """Yield the names under which the thing may be known that a text names, each with the words that say so."""
    yield text, text
    yield text.replace(",", " "), text
    yield _PAD.sub(r"\1/\2", text.replace(",", " ")), text
    parts = zip(
        cell.parts, cell.targets or ("",) * len(cell.parts), cell.flags or (False,) * len(cell.parts), strict=True
    )
    links = [(part, target) for (part, _), target, flag in parts if part and part in text and not flag]
    if len(links) == 1:
        part, target = links[0]
        if part == text and target:
            yield target, text
            yield naming.title(target), text
        yield part, part


def as_claim(draft: Draft) -> Claim:
    """Return a claim in the making as the code sees claims; it has no name and no document yet."""
    nobody = NamedNode(PREFIXES["claim"] + "draft")
    return Claim(
        nobody,
        draft.subject,
        draft.predicate,
        draft.object,
        nobody,
        draft.line,
        unit=naming.unit(draft.unit) if draft.unit else None,
        precision=draft.precision,
        approximation=draft.approximation,
        window_end=draft.window_end,
    )


def quoted(claim: Claim, cell: Cell, words: str, line: str, language: str) -> str | None:
    """Return the words of a line that say a value: the first that do so to the letter; None where none can be quoted.

    Args:
        claim: what they are to say.
        cell: where they stand.
        words: what of the cell's text says it.
        line: the whole line.
        language: of the page.
    """
    fitting = [piece for piece in _pieces(cell, words) if piece and len(piece) <= LONGEST and piece in line]
    told = [piece for piece in fitting if piece == words or not _says_a_number(claim) or re.search(r"\d", piece)]
    said = [(verdict(claim, piece, language), piece) for piece in dict.fromkeys(told)]
    for wanted in (Verdict.FITS, Verdict.NAMES, Verdict.NOT_READ):
        for found, piece in said:
            if found is wanted:
                return piece
    return None


def _says_a_number(claim: Claim) -> bool:
    return isinstance(claim.object, Literal) and not claim.object.language and claim.object.datatype != XSD.string


def _pieces(cell: Cell, words: str) -> Iterator[str]:
    """Yield the words, then what markup sets apart that is or holds them, then the raw cell, then its beginning."""
    yield words
    for text, raw in cell.parts:
        if text == words:
            yield text
            yield raw
    yield cell.raw
    yield from (cell.raw.partition(mark)[0].rstrip() for mark in ("<ref", "<!--", "(", "（", "{{"))
    yield from (raw for _, raw in cell.parts)
    yield from sorted((it.strip() for it in re.split(r"[{}|\[\]<>]+|&nbsp;", cell.raw)), key=len, reverse=True)
    yield cell.raw[:LONGEST].rstrip()

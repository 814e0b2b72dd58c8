"""Whether a SPARQL constraint may be asked for all focus nodes at once: the only place that decides it.

SHACL asks such a query once for each focus node, with ``$this`` bound beforehand. Where joining it with all focus nodes
must give the same rows, that is done instead; the test is careful, and says no when in doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}


@dataclass(slots=True)
class _Group:
    """One ``{ … }`` of a query, and how it uses ``$this``."""

    kind: str
    select: bool = False
    in_pattern: bool = False
    in_filter: bool = False
    in_bind: bool = False
    children: list["_Group"] = field(default_factory=list)


def joinable(words: Sequence[str]) -> bool:
    """Tell whether joining a query with all focus nodes gives the rows that asking for each of them would.

    Args:
        words: its tokens, as :attr:`Token.word` has them.
    """
    if {"LIMIT", "OFFSET"} & set(words):
        return False
    if words.count("HAVING") > words.count("GROUP") or _aggregating(words) > words.count("GROUP"):
        return False
    for index, word in enumerate(words):
        if word == "GROUP":
            end = next((i for i, w in enumerate(words[index:], index) if w in ("HAVING", "ORDER", "}")), len(words))
            if "?this" not in words[index:end]:
                return False
    body = _groups(words)
    return body is not None and all(_is_safe(child, bound=True, inside_exists=False) for child in body.children)


def _aggregating(words: Sequence[str]) -> int:
    """Return how many SELECTs have an aggregate."""
    found = 0
    for index, word in enumerate(words):
        if word == "SELECT":
            found += bool(AGGREGATES & set(words[index : words.index("{", index)]))
    return found


def _groups(words: Sequence[str]) -> _Group | None:
    """Return the outermost group of a query, with those inside it."""
    top = _Group("query")
    stack, parentheses, opener = [top], [0], [""]
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if word == "{":
            kind = {"OPTIONAL": "optional", "EXISTS": "exists"}.get(before, "group")
            group = _Group(kind, select=index + 1 < len(words) and words[index + 1] == "SELECT")
            stack[-1].children.append(group)
            stack.append(group)
            parentheses.append(0)
            opener.append("")
        elif word == "}":
            stack.pop()
            parentheses.pop()
            opener.pop()
            if not stack:
                return None
        elif word == "(":
            if parentheses[-1] == 0:
                opener[-1] = before
            parentheses[-1] += 1
        elif word == ")":
            parentheses[-1] -= 1
        elif word == "?this":
            group = stack[-1]
            if parentheses[-1] == 0:
                group.in_pattern = True
            elif opener[-1] == "BIND":
                group.in_bind = True
            else:
                group.in_filter = True
    return top.children[0] if len(stack) == 1 and len(top.children) == 1 else None


def _is_safe(group: _Group, *, bound: bool, inside_exists: bool) -> bool:
    """Tell whether ``$this`` has its value in a group by itself, or by being looked up from around it.

    Args:
        group: the group.
        bound: whether the group around it binds ``$this``.
        inside_exists: whether it lies inside EXISTS.
    """
    if group.select:
        # Projected and bound inside, it joins; the group of its WHERE is looked at like any other.
        if inside_exists:
            return False
        return all(_is_safe(child, bound=False, inside_exists=False) and child.in_pattern for child in group.children)
    looked_up = group.kind in ("optional", "exists")
    if looked_up and not bound and (group.in_pattern or group.in_filter or group.in_bind):
        return False
    if group.in_bind and not group.in_pattern:
        return False
    if group.in_filter and not group.in_pattern and not (looked_up and not (inside_exists and group.kind != "exists")):
        return False
    within = inside_exists or group.kind == "exists"
    passed_on = group.in_pattern or (bound and group.kind == "exists")
    return all(_is_safe(child, bound=passed_on, inside_exists=within) for child in group.children)

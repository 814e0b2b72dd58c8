"""JSON with a line for each finding: quick to write and to compare. The only place that lays it out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from spaceflight_graph.printable import unicode_escaped


def dumps(document: Mapping[str, Any], items: Iterable[Any], name: str) -> str:
    """Return a document as indented JSON, with a long list in it that has one member a line.

    Args:
        document: everything else; where it last holds ``name`` as a value, the list goes.
        items: the members of the list.
        name: what stands in for the list.

    >>> print(dumps({"a": 1, "b": "LIST"}, [{"x": 1}, {"x": 2}], "LIST"))
    {
      "a": 1,
      "b": [
    {"x": 1},
    {"x": 2}
    ]
    }
    <BLANKLINE>
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    head, _, tail = text.rpartition(json.dumps(name))
    return unicode_escaped(f"{head}[\n{lines}\n]{tail}\n" if lines else f"{head}[]{tail}\n")

"""Findings get their places: of the triple, the rule, and the document behind it. The only place that puts them in."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pyoxigraph import Literal, Store

from spaceflight_graph.errors import Place
from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import Term, shorten
from spaceflight_graph.rdf.places import Locator, Wanted
from spaceflight_graph.validate.shapes import ShapeFiles
from spaceflight_graph.validate.trace import Trace, block


def locate(findings: Sequence[Finding], locator: Locator, store: Store, shapes: ShapeFiles) -> list[Finding]:
    """Return findings with the places of their triples and of their shapes, and the documents behind them."""
    if not findings:
        return []
    trace = Trace(store, shapes)
    candidates = [trace.triples(finding) for finding in findings]
    blocks = (wanted for finding in findings for wanted in block(finding.focus))
    locator.look_for(chain(chain.from_iterable(candidates), blocks))
    shapes.look_for(())
    rules: dict[Term | None, Place | None] = {}
    located = []
    for finding, wanted_triples in zip(findings, candidates, strict=True):
        place, value, hit = None, finding.value, None
        spelled_so = [(one, True) for one in wanted_triples if isinstance(one.object, Literal)]
        for wanted, exactly in chain(spelled_so, ((one, False) for one in chain(wanted_triples, block(finding.focus)))):
            found = locator.find(wanted, spelled=exactly)
            if found is not None:
                place, spelled = found
                hit = wanted
                if value is not None and wanted.object == value:
                    value = spelled
                break
        place = place or locator.mention(finding.focus) or locator.mention(finding.value)
        place = place or locator.file(finding.focus)
        if finding.shape not in rules:
            rule = shapes.locator.find(Wanted(finding.shape, at_subject=True))
            rules[finding.shape] = rule[0] if rule else None
        origin = trace.source(hit, finding)
        located.append(
            replace(
                finding,
                place=place,
                value=value,
                shape_place=rules[finding.shape],
                source=Place(shorten(origin[0].value), origin[1]) if origin else None,
            )
        )
    return located

"""A finding about a name that nothing has tells those that come near; others stay as they are."""

import pytest
from pyoxigraph import NamedNode, Quad, Store

from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import RDF, SF, Term, expand
from spaceflight_graph.validate import meant

ITS, OF = "x. Fix: mend its spelling, or add it.", "x. Fix: mend the spelling of rdf:subject, or add it."


@pytest.fixture
def store() -> Store:
    made = Store()
    for name, kind in (("id:ann-lee", SF.Person), ("doc:ann-lea", SF.Document), ("sf:Launch", expand("owl:Class"))):
        made.add(Quad(expand(name), RDF.type, kind))
    made.add(Quad(NamedNode("http://example.org/id:ann-le"), RDF.type, SF.Person))
    made.add(Quad(expand("id:ann-l"), SF.time, SF.Launch))
    return made


def told(store: Store, message: str, value: Term | None, path: NamedNode | None = None, rule: str = "sfsh:x") -> str:
    (found,) = meant.meant([Finding(message, rule=rule, value=value, path_term=path)], store)
    return found.message


@pytest.mark.parametrize(
    ("message", "value", "path", "rule", "remedy"),
    [
        (ITS, "id:ann-le", "", "sfsh:x", "write id:ann-lee, or add it."),
        (OF, "id:ann-le", "", "sfsh:x", "write id:ann-lee as rdf:subject, or add it."),
        (ITS, "id:ann-le", "sf:Lunch", "sfsh:x", "write id:ann-lee, or add it."),
        (ITS, "id:ann-le", "sf:Lunch", "check:x", "write sf:Launch, or add it."),
        (ITS, "id:ann-le", "rdf:lunch", "check:x", "write id:ann-lee, or add it."),
        (ITS, "id:zzz", "", "sfsh:x", "mend its spelling, or add it."),
        (OF, "id:zzz", "", "sfsh:x", "mend the spelling of rdf:subject, or add it."),
        (ITS, "wd:Q1", "", "sfsh:x", "mend its spelling, or add it."),
        (ITS, "", "", "sfsh:x", "mend its spelling, or add it."),
        ("x. Fix: mend it.", "id:ann-le", "", "sfsh:x", "mend it."),
    ],
)
def test_meant(store: Store, message: str, value: str, path: str, rule: str, remedy: str) -> None:
    found = told(store, message, expand(value) if value else None, expand(path) if path else None, rule)
    assert found == f"x. Fix: {remedy}"


def test_what_has_a_class_itself_is_not_offered_for_itself(store: Store) -> None:
    assert told(store, ITS, expand("id:ann-lee")) == ITS


def test_few_names_are_looked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meant, "MOST", 2)
    names = ["id:ann-le", "id:ann-le", "id:an-lee", "id:ann-leee", "id:an-lee"]
    found = meant.meant([Finding(ITS, value=expand(name)) for name in names], store)
    assert ["write id:ann-lee" in finding.message for finding in found] == [True, True, True, False, True]

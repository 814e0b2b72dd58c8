"""The closed ontology that the package carries: what owlrl says of the same axioms, and passed over for any others."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.reason import closure

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
FAR = "sf:far owl:propertyChainAxiom ( sf:near sf:near ) . sf:near rdfs:domain sf:Place . sf:Place rdfs:label 'place' ."


def triples(turtle: str) -> list[Triple]:
    """Return triples; each reading names blank nodes anew."""
    return [quad.triple for quad in parse(HEAD + turtle, RdfFormat.TURTLE)]


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a package that carries the closure of a small ontology; owlrl is not at hand."""
    file = tmp_path / "closure.nt"
    file.write_text(closure.text(triples(FAR)), encoding="utf-8")
    monkeypatch.setattr(closure, "FILE", file)
    monkeypatch.setattr(closure, "of_everything", lambda _: {"owlrl"})
    return file


def test_the_package_carries_the_closure_of_its_ontology() -> None:
    assert closure.FILE.read_text(encoding="utf-8").startswith("# ")
    assert closure.text(triples(FAR)) == closure.text(triples(FAR))


def test_the_same_axioms_are_not_closed_again(carried: Path) -> None:
    found = {str(t) for t in closure.of_ontology(triples(FAR))}
    assert len(found) == len(carried.read_text(encoding="utf-8").splitlines()) - 1
    assert f"<{PREFIXES['sf']}near> <{PREFIXES['rdfs']}domain> <{PREFIXES['sf']}Place>" in found
    assert not any("label" in t for t in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sf:near rdfs:domain sf:Place .", ""),
        ("rdfs:domain", "rdfs:range"),
        ("( sf:near sf:near )", "( sf:near sf:far )"),
        ("( sf:near sf:near )", "( sf:near sf:near sf:near )"),
    ],
)
def test_other_axioms_are_closed(carried: Path, old: str, new: str) -> None:
    assert carried.is_file()
    assert old in FAR
    assert closure.of_ontology(triples(FAR.replace(old, new))) == {"owlrl"}


def test_what_has_been_changed_is_passed_over(carried: Path) -> None:
    whole = carried.read_text(encoding="utf-8")
    for content in (
        whole.replace("domain", "range"),
        whole + "<urn:a> <urn:b> <urn:c> .\n",
        "".join(whole.splitlines(keepends=True)[:-1]),
        whole.partition("\n")[2],
        "",
    ):
        carried.write_text(content, encoding="utf-8")
        assert closure.of_ontology(triples(FAR)) == {"owlrl"}
    carried.unlink()
    assert closure.of_ontology(triples(FAR)) == {"owlrl"}


def test_a_list_that_bites_its_tail_is_no_endless_one() -> None:
    turtle = "sf:far owl:propertyChainAxiom _:a . _:a rdf:first sf:near ; rdf:rest _:a ."
    assert len(closure._lines(triples(turtle))) == 3

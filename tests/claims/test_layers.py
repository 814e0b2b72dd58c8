"""The sources by layer: which file is of which graph, and what is wrong with files before any claim is weighed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph.claims import faults, layers
from spaceflight_graph.claims.claim import read_claims
from spaceflight_graph.errors import DataError, Place
from spaceflight_graph.namespaces import GRAPH, SF, expand

Edit = Callable[[str, str, str], Path]
WHOLE = "the build reads all of it or nothing"


def told(source: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the reading of a broken source tells."""
    monkeypatch.chdir(source)
    with pytest.raises(DataError) as refused:
        layers.load(source)
    return list(map(str, refused.value.problems))


def test_each_file_has_its_graph(small_source: Path) -> None:
    data = small_source / "data"
    (data / "claims" / "notes.txt").write_text("no Turtle")
    graphs = layers.files(small_source)
    assert list(graphs) == [
        *sorted((small_source / "ontology").glob("*.ttl")),
        data / "documents.ttl",
        *sorted((data / "entities").glob("*.ttl")),
        *(data / "claims" / f"{name}.ttl" for name in ("alpha", "beta", "gamma")),
        *(data / "coverage" / f"{name}.ttl" for name in ("beta", "gamma")),
        data / "decisions.ttl",
    ]
    assert graphs[data / "claims" / "beta.ttl"] == expand("graph:claims/beta")
    assert graphs[data / "entities" / "people.ttl"] == GRAPH.entities
    assert graphs[data / "coverage" / "beta.ttl"] == GRAPH.coverage


def test_layers_of_a_graph(small_source: Path) -> None:
    sources = layers.load(small_source)
    assert [file.name for file, _ in sources.claims()] == ["alpha.ttl", "beta.ttl", "gamma.ttl"]
    assert [file.name for file, _ in sources.layers(GRAPH.decisions)] == ["decisions.ttl"]
    assert {t.subject for t in sources.triples(GRAPH.decisions)} == {expand("decision:gamma-landing")}


def test_places_are_the_lines_where_things_begin(small_source: Path) -> None:
    (_, layer), *_ = layers.load(small_source).layers(GRAPH.decisions)
    ruling, other = expand("decision:gamma-landing"), expand("id:elsewhere")
    assert layer.places([ruling, other]) == {ruling: Place(layer.source.name, 9)}


def test_digest_is_of_names_and_contents(small_source: Path, edit: Edit) -> None:
    before = layers.load(small_source).digest()
    assert layers.load(small_source).digest() == before
    edit("documents.ttl", "# Three made-up", "# Four made-up")
    after = layers.load(small_source).digest()
    assert after != before
    people = small_source / "data" / "entities" / "people.ttl"
    people.rename(people.with_name("persons.ttl"))
    assert layers.load(small_source).digest() not in (before, after)


def test_what_is_missing_or_empty_is_told_at_once(small_source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = small_source / "data"
    (data / "documents.ttl").unlink()
    (data / "claims" / "beta.ttl").write_text("# nothing\n")
    (data / "decisions.ttl").write_text("id:x\n")
    first, second, third = told(small_source, monkeypatch)
    assert first == f"data/documents.ttl: no such file. Fix: put it there; {WHOLE}."
    assert second == f"data/claims/beta.ttl: holds no triple. Fix: write what belongs there; {WHOLE}."
    assert third.startswith("data/decisions.ttl:1:1: not valid Turtle: ")


@pytest.mark.parametrize("folder", ["entities", "coverage"])
def test_folder_that_is_missing_or_a_file_is_told(
    folder: str, small_source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(small_source / "data" / folder)
    expected = [f"data/{folder}: holds no Turtle file. Fix: put what belongs there into one; {WHOLE}."]
    assert told(small_source, monkeypatch) == expected
    (small_source / "data" / folder).write_text("")
    assert told(small_source, monkeypatch) == expected


def test_source_without_claims_is_told_by_its_documents(small_source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(small_source / "data" / "claims")
    assert told(small_source, monkeypatch) == [
        f"data/claims/{name}.ttl: no such file, though data/documents.ttl describes doc:{name}. Fix: write its claims"
        " there, or take the document out."
        for name in ("alpha", "beta", "gamma")
    ]


def test_claims_of_no_document_are_told(small_source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = small_source / "data" / "claims"
    for name in ("delta", "aleph"):
        shutil.copy(claims / "beta.ttl", claims / f"{name}.ttl")
    assert told(small_source, monkeypatch) == [
        f"data/claims/{name}.ttl: data/documents.ttl describes no doc:{name}. Fix: describe the document there, or name"
        " the file after one that is."
        for name in ("aleph", "delta")
    ]


def test_each_unknown_term_is_told_once_where_it_first_stands(
    small_source: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = edit("decisions.ttl", "    a sf:Decision ;", "    a sf:Decison ;\n    sf:when sf:Decison ;")
    edit("decisions.ttl", "\n.\n", "\n.\nsf:Wrong a sf:Decision .\n")
    last = file.read_text(encoding="utf-8").count("\n")
    declare = ", or declare it in ontology/."
    assert told(small_source, monkeypatch) == [
        "data/decisions.ttl:10: sf:Decison is not a term of the ontology."
        f" Fix: write sf:Decision, sf:precision or sf:Precisions{declare}",
        f"data/decisions.ttl:11: sf:when is not a term of the ontology. Fix: write sf:within or sf:chosen{declare}",
        f"data/decisions.ttl:{last}: sf:Wrong is not a term of the ontology. Fix: mend its spelling{declare}",
    ]


def test_claims_that_cannot_count_are_told(small_source: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_source)
    edit("claims/gamma.ttl", "sf:document doc:gamma ;\n    sf:line 2", "sf:document doc:beta ;\n    sf:line 2")
    file = edit("claims/gamma.ttl", "    sf:line 6 ;\n", "")
    line = 1 + file.read_text(encoding="utf-8").split("claim:gamma-L6")[0].count("\n")
    sources = layers.load(small_source)
    found = [
        str(problem)
        for file, layer in sources.claims()
        for problem in faults.unsound(file, layer, list(read_claims(layer.triples)))
    ]
    cites = (
        "cites doc:beta, yet this file holds the claims of doc:gamma. Fix: mend sf:document, or move the claim to beta"
    )
    whole = "write a claim as one block with subject, predicate, object, document and line (a whole number), each once"
    assert found == [
        f"data/claims/gamma.ttl:11: claim:gamma-L2-one-landing-time: {cites}.ttl.",
        f"data/claims/gamma.ttl:{line}: claim:gamma-L6-two-cargo-mass: is not whole here. Fix: {whole}.",
    ]
    assert SF.Claim in {t.object for t in sources.triples(expand("graph:claims/gamma"))}

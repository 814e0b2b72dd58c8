"""Every claim's own value is held to the shape of its property, also where other documents outvote it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from spaceflight_graph.build import build
from spaceflight_graph.errors import DataError, Place
from spaceflight_graph.findings import Severity
from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.validate import own_data
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

Edit = Callable[[str, str, str], Path]
ROOT = Path(__file__).parents[2]
COSPAR = (
    "sfsh:Flight-cospar-id",
    "A COSPAR id is a year, a three-digit launch number and one to three letters, such as 2017-081A."
    " Fix: mend the claim.",
)
ROCKET = (
    "sfsh:Flight-launch-vehicle-model",
    "A flight's sf:launchVehicleModel is a sf:LaunchVehicleModel."
    " Fix: name the design here and the one built rocket with sf:launchVehicle.",
)


def claim(document: str, line: int, name: str, predicate: str, value: str) -> str:
    """Return a claim about the flight ``one`` as its file would have it."""
    return (
        f"\nclaim:{document}-L{line}-one-{name}\n    a sf:Claim ;\n    rdf:subject id:one ;\n"
        f"    rdf:predicate {predicate} ;\n    rdf:object {value} ;\n"
        f'    sf:document doc:{document} ;\n    sf:line {line} ;\n    sf:statedAs "x"@en ;\n.\n'
    )


def add(source: Path, document: str, *claims: str) -> None:
    with (source / "data" / "claims" / f"{document}.ttl").open("a", encoding="utf-8") as file:
        file.writelines(claims)


def validated(source: Path) -> list[tuple[str, str, str, str, str, str]]:
    """Return the violations that validation tells: rule, focus, path, value, place in the text, document."""
    report = validate_paths([source / "ontology", source / "data"])
    found = report.at_least(Severity.VIOLATION)
    return [(f.rule, local(f.focus), f.path or "", local(f.value), spot(f.place), str(f.source)) for f in found]


def local(term: Term | None) -> str:
    """Return a term without the namespace."""
    return term.value.rpartition("/")[2] if isinstance(term, NamedNode) else str(term)


def spot(place: Place | None) -> str:
    """Return the file of a place, and what stands there."""
    assert place is not None
    assert place.line is not None
    assert place.column is not None
    line = Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    return f"{Path(place.file).name}: {line[place.column - 1 :]}"


def built(source: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the problems that a build refuses the data for."""
    monkeypatch.chdir(source)
    with pytest.raises(DataError) as refused:
        build(store, source=source)
    return list(map(str, refused.value.problems))


def test_a_wrong_id_that_two_documents_outvote(
    small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(small_source, "beta", claim("beta", 5, "cospar-id", "sf:cosparId", '"2001-001A"'))
    add(small_source, "gamma", claim("gamma", 2, "cospar-id", "sf:cosparId", '"01-1A"'))
    rule, message = COSPAR
    assert validated(small_source) == [
        (rule, "gamma-L2-one-cospar-id", "rdf:object", '"01-1A"', 'gamma.ttl: "01-1A" ;', "doc:gamma:2")
    ]
    (problem,) = built(small_source, tmp_path / "store", monkeypatch)
    line = (
        (small_source / "data/claims/gamma.ttl")
        .read_text(encoding="utf-8")
        .splitlines()
        .index('    rdf:object "01-1A" ;')
    )
    assert problem == f"data/claims/gamma.ttl:{line + 1}:16, from doc:gamma:2: claim:gamma-L2-one-cospar-id: {message}"


def test_a_link_to_a_thing_of_another_kind_that_is_outvoted(
    small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(small_source, "gamma", claim("gamma", 1, "rocket", "sf:launchVehicleModel", "id:town"))
    rule, message = ROCKET
    assert validated(small_source) == [
        (rule, "gamma-L1-one-rocket", "rdf:object", "town", "gamma.ttl: id:town ;", "doc:gamma:1")
    ]
    (problem,) = built(small_source, tmp_path / "store", monkeypatch)
    assert problem.endswith(f":16, from doc:gamma:1: claim:gamma-L1-one-rocket: {message}")


def test_a_fact_that_breaks_the_rule_is_told_once_and_so_is_each_outvoted_claim(small_source: Path, edit: Edit) -> None:
    edit("claims/alpha.ttl", 'rdf:object "2001-001A"', 'rdf:object "2001-1A"')
    add(small_source, "beta", claim("beta", 5, "cospar-id", "sf:cosparId", '"2001-1A"'))
    add(small_source, "gamma", claim("gamma", 2, "cospar-id", "sf:cosparId", '"01-1A"'))
    assert sorted((focus, path, value) for _, focus, path, value, *_ in validated(small_source)) == [
        ("gamma-L2-one-cospar-id", "rdf:object", '"01-1A"'),
        ("one", "sf:cosparId", '"2001-1A"'),
    ]


def test_a_claim_that_a_decision_deprecates_stays_on_record(small_source: Path, tmp_path: Path) -> None:
    add(small_source, "beta", claim("beta", 5, "cospar-id", "sf:cosparId", '"2001-001A"'))
    add(small_source, "gamma", claim("gamma", 2, "cospar-id", "sf:cosparId", '"01-1A"'))
    with (small_source / "data" / "decisions.ttl").open("a", encoding="utf-8") as file:
        file.write(
            "\ndecision:gamma-id\n    a sf:Decision ;\n    sf:onClaim claim:gamma-L2-one-cospar-id ;\n"
            "    wikibase:rank wikibase:DeprecatedRank ;\n"
            '    sf:rationale "Not in the form of the catalogue."@en ;\n    dcterms:date "2026-11-26"^^xsd:date ;\n.\n'
        )
    assert validated(small_source) == []
    assert build(tmp_path / "store", source=small_source).counts["claims"] > 60


def test_no_claim_of_our_own_data_is_refused() -> None:
    """Without the facts that follow from it, each claim is held to the shapes, whoever outvotes it."""
    store, sources = Store(), list(open_all(expand([ROOT / "ontology", ROOT / "data"])))
    for source in sources:
        store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in source.quads())
    data = Data(store, rewritten=any(source.as_written for source in sources))
    shapes = ShapeFiles.read([ROOT / "shapes"])
    assert own_data.outvoted(data, shapes) == ([], [])
    properties = {iri for shape in shapes.by_node.values() if shape.path and (iri := shape.path.simple)}
    compiler = Engine(data, shapes).compiler
    assert len([probe for root in shapes.roots() for probe in compiler.reified(root, properties)]) > 60


def test_the_number_of_a_quantity_is_not_held_to_what_its_node_must_be() -> None:
    ttl = """
        @prefix qudt: <http://qudt.org/schema/qudt/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix sf: <https://w3id.org/spaceflight/ontology#> . @prefix : <urn:> .
    """
    said = "{name} a sf:Claim ; rdf:subject :craft ; rdf:predicate {name} ; rdf:object 5 ."
    of = "[ sh:path {name} ; sh:class qudt:QuantityValue ; sh:message 'no quantity' ]"
    names = ("sf:mass", "sf:length")
    data = Data(Store())
    facts = ":craft a :Craft . sf:mass rdfs:range qudt:QuantityValue ." + "".join(said.format(name=n) for n in names)
    data.store.load((ttl + facts).encode(), format=RdfFormat.TURTLE)
    rule = f"{ttl} :Shape sh:targetClass :Craft ; sh:property {' , '.join(of.format(name=n) for n in names)} ."
    shapes = ShapeFiles.of([Source("shapes.ttl", rule.encode(), RdfFormat.TURTLE, "s")])
    found, notes = own_data.outvoted(data, shapes)
    assert [(str(finding.focus), finding.message) for finding in found] == [
        ("<https://w3id.org/spaceflight/ontology#length>", "no quantity")
    ]
    assert notes == []

"""Focus nodes that are far away are asked for in stages; that changes no finding, and there is no limit."""

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, Shapes, probes
from spaceflight_graph.shacl.graph import ShapesGraph

HEAD = (
    "@prefix : <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
    " @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)
COMPONENTS = sorted((Path(__file__).parent / "components").glob("*.ttl"))


def found(text: str) -> Counter[str]:
    """Return the findings of shapes and data in one text, each with how often it was found."""
    source = Source("x.ttl", text.encode(), RdfFormat.TURTLE)
    quads = list(source.quads())
    store = Store()
    store.bulk_extend(quads)
    engine = Engine(Data(store), Shapes(ShapesGraph(quads), source.prefixes))
    return Counter(f"{f.rule} {f.component} {f.focus} {f.value} {f.path}" for f in engine.run())


def nested(depth: int, innermost: str, data: str) -> list[str]:
    shape = "sh:property [ sh:path :p ; " * depth + innermost + " ]" * depth
    steps = "".join(f":n{number} :p :n{number + 1} .\n" for number in range(depth))
    return sorted(
        " ".join(line.split()[2:4]).replace("http://e.org/", "")
        for line in found(f"{HEAD}:S sh:targetNode :n0 ; {shape} .\n{steps}{data}").elements()
    )


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
@pytest.mark.parametrize("far", [1, 2])
def test_stages_change_no_finding(file: Path, far: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    expected = found(text)
    monkeypatch.setattr(probes, "_FAR", far)
    assert found(text) == expected
    assert expected or file.stem == "fallback"


@pytest.mark.parametrize("depth", [19, 20, 21, 41, 1000])
def test_properties_nested_as_deep_as_one_likes(depth: int) -> None:
    last = f"<n{depth}>"
    assert nested(depth, "sh:nodeKind sh:Literal", "") == [f"<n{depth - 1}> {last}"]
    assert nested(depth, "sh:nodeKind sh:IRI", "") == []


def test_ways_to_a_far_node_are_counted() -> None:
    fork = ":n0 :p :m . :m :p :n2 ."
    assert nested(25, "sh:nodeKind sh:Literal", fork) == ["<n24> <n25>"] * 2
    assert nested(45, "sh:minCount 2", fork + " :n41 :p :k . :k :p :n43 .") == ["<n44> None"] * 4


def test_more_equal_findings_than_these_say_nothing_new() -> None:
    forks = "".join(f":n{number} :p :m{number} . :m{number} :p :n{number + 2} .\n" for number in range(0, 20, 2))
    assert len(nested(21, "sh:nodeKind sh:Literal", forks)) == 1000


def test_far_nodes_without_a_name_and_literals() -> None:
    unnamed = ":n19 :p [ :p 1 , 'x' , '5'^^xsd:byte , [] ] ."
    assert len(nested(21, "sh:nodeKind sh:IRI", unnamed)) == 4
    assert len(nested(22, "sh:minCount 1", unnamed)) == 4
    assert len(nested(21, "sh:minCount 1", "")) == 0


@pytest.mark.parametrize("where", ["$this :p ?value", "?value :p $this", "{ SELECT $this ?value { $this :p ?value } }"])
def test_queries_about_far_nodes(where: str) -> None:
    query = f'sh:sparql [ sh:select "SELECT $this ?value {{ {where.replace(":p", "<http://e.org/p>")} }}" ]'
    told = nested(20, f"sh:node :T ; {query}", ":n19 :p [ :p :x ] . :T sh:nodeKind sh:IRI .")
    assert len(told) >= 1

"""One prefix table, and no term that the ontology does not have."""

import re
from pathlib import Path

import pytest

from spaceflight_graph import __version__
from spaceflight_graph.claims import layers
from spaceflight_graph.namespaces import GRAPH, PREFIXES, SF, expand, shorten
from spaceflight_graph.resolve.grade import PLANNED

ROOT = Path(__file__).parents[2]
PREFIX = re.compile(r"(?im)^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>")
FILES = sorted(
    file
    for folder in ("ontology", "data", "shapes", "queries")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in (".ttl", ".rq")
) + sorted((ROOT / "tests" / "small").rglob("*.ttl"))


def test_there_are_files() -> None:
    assert len(FILES) > 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_prefixes_are_those_of_the_table_used_and_in_order(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    declared = PREFIX.findall(text)
    assert declared, f"{file} declares no prefix"
    assert [prefix for prefix, _ in declared] == sorted({prefix for prefix, _ in declared})
    assert {prefix: PREFIXES.get(prefix) for prefix, _ in declared} == dict(declared)
    body = PREFIX.sub("", text)
    unused = [prefix for prefix, _ in declared if not re.search(rf"(?<![\w-]){prefix}:", body)]
    assert not unused, f"declared and not used: {unused}"


def test_readme_prefixes() -> None:
    for prefix, namespace in PREFIX.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        assert PREFIXES.get(prefix) == namespace


def test_code_names_only_terms_of_the_ontology() -> None:
    terms = {term.value.removeprefix(SF.iri) for term in layers.load(ROOT).ontology.terms}
    assert len(terms) > 200
    assert set(SF) <= terms


def test_every_property_that_tells_of_plans_is_in_the_table_of_them() -> None:
    """Of others the date of the plan is lost on the way from claim to fact."""
    terms = {term.value.removeprefix(SF.iri) for term in layers.load(ROOT).ontology.terms}
    assert {term for term in terms if re.match("planned[A-Z]", term)} == {
        prop.value.removeprefix(SF.iri) for prop in PLANNED.values()
    }
    listed = (ROOT / "queries" / "tables" / "plans.rq").read_text(encoding="utf-8")
    assert {prop.value.removeprefix(SF.iri) for prop in PLANNED.values()} == {
        *re.findall(r"sf:(planned[A-Z]\w+)", listed)
    }


def test_mistyped_term_is_an_error() -> None:
    with pytest.raises(AttributeError, match="sf:Clame"):
        _ = SF.Clame


def test_shorten_is_the_inverse_of_expand() -> None:
    for prefix in PREFIXES:
        assert shorten(expand(f"{prefix}:x").value) == f"{prefix}:x"
    assert shorten("https://example.org/x") == "https://example.org/x"


def test_one_version_for_package_and_ontology() -> None:
    text = (ROOT / "ontology" / "spaceflight.ttl").read_text(encoding="utf-8")
    assert f"<https://w3id.org/spaceflight/ontology/{__version__}>" in text
    assert f'owl:versionInfo "{__version__}"' in text


def test_no_blank_node_in_data() -> None:
    for file, layer in layers.load(ROOT).files.items():
        if layer.graph != GRAPH.ontology:
            assert not [
                t for t in layer.triples if str(t.subject).startswith("_:") or str(t.object).startswith("_:")
            ], file

"""What is called so: the best match first, each thing once, in any language; what comes near where nothing is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.query import find
from spaceflight_graph.query.names import Names
from spaceflight_graph.store import local


def slugs(store: Store, text: str, **how: object) -> list[tuple[str, str]]:
    return [(found.slug, found.match) for found in find.find(store, text, **how)]  # type: ignore[arg-type]


def test_the_name_itself_then_what_begins_with_it_then_what_holds_it(small_store: Store) -> None:
    found = slugs(small_store, "station")
    assert found[:2] == [("station", "exact"), ("sf:station", "exact")]
    assert [match for _, match in found] == sorted(
        (match for _, match in found), key=[find.EXACT, find.BEGINNING, find.INSIDE].index
    )
    assert ("station-valve-failure", "beginning") in found  # also where a later word begins so
    assert ("SpaceStation", "beginning") in found
    assert len(found) == len(set(found)) == len(dict(found))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("一号", ("one", "exact")),
        ("Sudbasis", ("south-base", "exact")),
        ("SÜD-BASIS", ("south-base", "exact")),
        ("ann-lee", ("ann-lee", "exact")),
        ("Lee, Ann", ("ann-lee", "words")),
        ("arrow  flight", ("one", "exact")),
        ("2001", ("eva-1", "beginning")),
        ("anding", ("one-landing", "inside")),
        ("Stage of One", ("one-first-stage", "beginning")),
        ("Raumflug", ("Spaceflight", "exact")),
        ("crew of flight", ("crew-of-flight", "exact")),
        ("ms-about", ("claims-about", "inside")),
    ],
)
def test_first(small_store: Store, text: str, first: tuple[str, str]) -> None:
    assert slugs(small_store, text)[0] == first


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("zwie", "two"),
        ("lanuch", "Launch"),
        ("Persn", "Person"),
        ("crew-of-flght", "crew-of-flight"),
        ("sowth base", "south-base"),
        ("Ann Leigh", "ann-lee"),
    ],
)
def test_what_comes_near(small_store: Store, text: str, near: str) -> None:
    found = slugs(small_store, text)
    assert (near, find.NEAR) in found
    assert {match for _, match in found} == {find.NEAR}


@pytest.mark.parametrize("text", ["", " ", "qqqzzz", "?"])
def test_nothing(small_store: Store, text: str) -> None:
    assert slugs(small_store, text) == []


def test_what_is_told_of_a_thing(small_store: Store) -> None:
    (one,) = find.find(small_store, "Flug Eins", language="de")
    assert (one.slug, one.label, one.kind, one.called) == ("one", "Eins", "bemannter Raumflug", "Flug Eins")
    assert one.iri == "https://w3id.org/spaceflight/id/one"
    kinds = {found.slug: found.kind for found in find.find(small_store, "station", language="ru")}
    assert (kinds["sf:station"], kinds["SpaceStation"]) == ("свойство", "класс")
    query = find.find(small_store, "crew-of-flight", language="zh")[0]
    assert (query.iri, query.kind, query.called, query.label[:4]) == (None, "查询", None, "Who ")


def test_a_name_that_the_label_shows_is_not_told_again(small_store: Store) -> None:
    (found,) = find.find(small_store, "ann lee", "Person")
    assert (found.label, found.called) == ("Ann Lee", None)
    (found,) = find.find(small_store, "安", "Person")
    assert (found.label, found.called) == ("Ann Lee", "安·李")
    (found,) = find.find(small_store, "安", "Person", language="zh")
    assert (found.label, found.called) == ("安·李", None)


def test_of_a_class_only(small_store: Store) -> None:
    assert slugs(small_store, "one", of_class="Raumflug") == [("one", "exact")]
    assert {slug for slug, _ in slugs(small_store, "one", of_class="event")} >= {"one-launch", "one-landing"}
    assert "one" not in dict(slugs(small_store, "one", of_class="event"))
    assert slugs(small_store, "crew-of-flight", of_class="event") == []
    with pytest.raises(NotFoundError, match=r"no Class is called 'Persn'\. Fix: take one of Person"):
        find.find(small_store, "one", "Persn")


def test_so_many_at_most(small_store: Store) -> None:
    everything = slugs(small_store, "one", limit=None)
    assert len(everything) > 5
    assert slugs(small_store, "one", limit=5) == everything[:5]
    assert slugs(small_store, "one", limit=1) == [("one", "exact")]


def test_the_table_that_a_build_writes_holds_the_names_of_the_graph(small_store: Store, small_store_path: Path) -> None:
    written = small_store_path / local.read_manifest(small_store_path).graph / "names.tsv"
    names = Names.of(small_store_path)
    assert written.stat().st_size > 1000
    for text in ("one", "station", "安", "2001", "lee ann", "anding", "zwie", "launch", "Raum"):
        assert find.find(small_store, text, names=names) == find.find(small_store, text), text


def test_without_the_table_the_graph_is_asked(
    good_store: Path, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (good_store / local.read_manifest(good_store).graph / "names.tsv").unlink()
    monkeypatch.setattr(local, "open_store", lambda _: small_store)
    assert find.find(small_store, "eins", names=Names.of(good_store))[0].slug == "one"


def test_a_table_that_is_damaged_is_noticed(good_store: Path) -> None:
    from spaceflight_graph.errors import StoreError

    file = good_store / local.read_manifest(good_store).graph / "names.tsv"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(StoreError, match=r"names\.tsv"):
        local.open_store(good_store)


def test_an_empty_table_has_no_names(good_store: Path) -> None:
    (good_store / local.read_manifest(good_store).graph / "names.tsv").write_bytes(b"")
    names = Names.of(good_store)
    assert list(names.beginning("one")) == list(names.holding("one")) == names.near("one", 1) == []


def test_a_document_is_found_by_its_title(graph: Callable[..., Store]) -> None:
    made = graph(documents='doc:page a sf:Document ; dcterms:title "Soyuz: the page"@en .')
    (found,) = find.find(made, "page")
    assert (found.slug, found.label, found.match) == ("page", "Soyuz: the page", "exact")


def test_a_thing_of_another_vocabulary_is_told_by_its_address(graph: Callable[..., Store]) -> None:
    made = graph(entities='<http://example.org/x> a owl:Thing ; rdfs:label "Zark\\tthe first" .')
    (found,) = find.find(made, "zark")
    assert (found.slug, found.iri) == ("http://example.org/x", "http://example.org/x")

"""From a name to a thing: on a graph of a few names, what is found, what is not, and what is said then."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import PREFIXES, RDFS, SF, expand
from spaceflight_graph.query import lookup
from spaceflight_graph.suggestions import MOST

GRAPH = """
id:one a sf:Spaceflight ; rdfs:label "One"@en , "Eins"@de ; skos:altLabel "Flight One"@en , "Both"@en ;
    skos:hiddenLabel "Onn"@en .
id:two a sf:Spaceflight , sf:Event ; rdfs:label "Two"@en , "Deux"@en , "Zwei"@de .
sf:Spaceflight rdfs:subClassOf sf:Event .
id:craft a sf:Spacecraft ; rdfs:label "One"@en . id:zwei rdfs:label "Zwei"@de , "Acht"@de . id:bare sf:p 1 .
sf:time a owl:DatatypeProperty ; rdfs:label "time"@en . sf:place a owl:ObjectProperty .
sf:one a owl:Class ; rdfs:label "Many"@en , "Both"@de . sf:Spaceflight rdfs:label "voyage"@en .
id:signs a sf:Place ; rdfs:label "!?"@en . id:other a sf:Place ; rdfs:label "?"@en .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    made.load((head + GRAPH).encode(), RdfFormat.TURTLE, to_graph=NamedNode("urn:g"))
    made.add(Quad(BlankNode(), RDFS.label, Literal("Two"), NamedNode("urn:g")))
    made.add(Quad(expand("id:three"), RDFS.label, expand("id:two"), NamedNode("urn:g")))
    return made


@pytest.mark.parametrize(
    ("name", "of", "found"),
    [
        ("one", None, "id:one"),  # the first of id:one and sf:one
        ("one", "owl:Class", "sf:one"),
        ("sf:one", None, "sf:one"),
        ("Flight One", None, "id:one"),
        ("onn", None, "id:one"),
        ("One", "sf:Spacecraft", "id:craft"),
        ("Deux", None, "id:two"),  # a blank node of that name is nobody
        ("Two", None, "id:two"),
        ("Two", "sf:Event", "id:two"),
        ("bare", None, "id:bare"),
        ("bare", "owl:Thing", "id:bare"),
        ("Acht", "owl:Thing", "id:zwei"),
        ("time", "rdf:Property", "sf:time"),
        ("sf:place", "rdf:Property", "sf:place"),
        ("TIME", "rdf:Property", "sf:time"),
        ("!?", None, "id:signs"),  # nothing but signs: they count
        ("?", None, "id:other"),
        ("Both", "sf:Spaceflight", "id:one"),
        ("Both", "owl:Class", "sf:one"),
    ],
)
def test_found(store: Store, name: str, of: str | None, found: str) -> None:
    assert lookup.find(store, name, expand(of) if of else None) == expand(found)


LONG = "x" * 100
CLASSES = "Fix: `spaceflight list` lists the classes."
PLACES = "Fix: `spaceflight list Place` lists them all."
UNKNOWN = "Fix: `spaceflight find WORD` finds by any word of a name, in any language."


@pytest.mark.parametrize(
    ("name", "of", "message"),
    [
        ("Zwei", None, "'Zwei' is the name of 2 things. Fix: take one of two (Deux, voyage), zwei (Acht)."),
        (
            "Both",
            None,
            "'Both' is the name of 2 things. Fix: take one of one (One, voyage), sf:one (Many, owl:Class).",
        ),
        (
            "One",
            "sf:Place",
            f"'One' is no Place, but the name of craft (One, sf:Spacecraft), one (One, voyage). {PLACES}",
        ),
        (
            "craft",
            "sf:Place",
            f"id:craft is no Place, but a sf:Spacecraft. {PLACES}",
        ),
        ("two", "sf:Place", f"id:two is no Place, but a sf:Spaceflight. {PLACES}"),
        ("id:bare", "sf:Place", f"id:bare is no Place, but no thing. {PLACES}"),
        (
            "time",
            "owl:Class",
            f"sf:time is no Class, but a owl:DatatypeProperty. {CLASSES}",
        ),
        ("nowhere", "owl:ObjectProperty", f"no ObjectProperty is called 'nowhere'. {UNKNOWN}"),
        ("qqq", None, f"no Thing is called 'qqq'. {UNKNOWN}"),
        ("", None, f"no Thing is called ''. {UNKNOWN}"),
        (LONG, None, f"no Thing is called '{LONG[:80]}…'. {UNKNOWN}"),
        ("Deu", None, "no Thing is called 'Deu'. Fix: take one of two (Deux)."),
        ("Deu", "sf:Event", "no Event is called 'Deu'. Fix: take one of two (Deux)."),
        ("Deu", "sf:Place", "no Place is called 'Deu'. Fix: `spaceflight list Place` lists them all."),
        ("craf", None, "no Thing is called 'craf'. Fix: take one of craft (One)."),
        ("ghton", None, "no Thing is called 'ghton'. Fix: take one of one (One)."),  # a part of a name, not a near one
        ("a b", None, f"no Thing is called 'a b'. {UNKNOWN}"),
        ("three", "sf:Place", "id:three is no Place, but no thing. Fix: take one of other (?)."),
    ],
)
def test_not_found(store: Store, name: str, of: str | None, message: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookup.find(store, name, expand(of) if of else None)
    assert str(caught.value) == message


def test_names_that_a_build_has_written_down_are_looked_up_and_no_other_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Store()
    store.add(Quad(expand("id:one"), SF.nameKey, Literal("soyuzms07")))
    monkeypatch.setattr(lookup, "_labels", lambda _: pytest.fail("all labels are read"))
    assert lookup.find(store, "soyuz MS-07") == expand("id:one")


def test_many_near_ones_are_cut() -> None:
    many = Store()
    many.extend(Quad(expand(f"id:n{number}"), RDFS.label, Literal(f"thing {number}")) for number in range(12))
    with pytest.raises(NotFoundError) as caught:
        lookup.find(many, "thing")
    assert str(caught.value).count(" (thing ") == MOST == 8
    many.extend(Quad(expand(f"id:n{number}"), RDFS.label, Literal("alike")) for number in range(12))
    with pytest.raises(NotFoundError, match=r"'alike' is the name of 12 things\.") as caught:
        lookup.find(many, "alike")
    assert str(caught.value).count(" (alike)") == 8
    assert str(caught.value).endswith(" (alike) and 4 more.")


@pytest.mark.parametrize("name", ["Soyuz", "Sojus", "Союз", "联盟", "“联盟”"])
def test_soyuz_names_rocket_and_craft_alike(real_store: Store, name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookup.find(real_store, name)
    assert str(caught.value) == (
        f"{name!r} is the name of 2 things. Fix: take one of soyuz-rocket (Soyuz, launch vehicle model),"
        " soyuz-spacecraft (Soyuz, spacecraft model)."
    )
    assert lookup.find(real_store, name, expand("sf:LaunchVehicleModel")) == expand("id:soyuz-rocket")
    assert lookup.find(real_store, name, expand("sf:SpacecraftModel")) == expand("id:soyuz-spacecraft")


def test_a_name_of_things_of_other_kinds_leads_to_those_of_the_kind(real_store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"is no Programme, but .* take one of soyuz-programme \(Soyuz programme\)"):
        lookup.find(real_store, "Soyuz", expand("sf:Programme"))


@pytest.mark.parametrize("namespace", ["id", "sf"])
def test_candidates_are_found_as_they_are_shown(real_store: Store, namespace: str) -> None:
    """An ontology's term whose name a thing of ours has, too, is shown with its prefix."""
    named = {quad.subject for quad in real_store.quads_for_pattern(None, RDFS.label, None, None)}
    ours = [node for node in named if isinstance(node, NamedNode) and node.value.startswith(PREFIXES[namespace])]
    assert len(ours) >= 5
    for node in ours:
        assert lookup.find(real_store, lookup.typed(real_store, node)) == node


@pytest.mark.parametrize(
    ("node", "language", "label"),
    [
        ("id:two", "en", "Deux"),
        ("id:two", "de", "Zwei"),
        ("id:two", "zh", "Deux"),
        ("id:zwei", "en", "Acht"),
        ("id:one", "zh", "One"),
        ("id:bare", "en", "id:bare"),
        ("id:three", "en", "id:three"),
    ],
)
def test_label(store: Store, node: str, language: str, label: str) -> None:
    named = expand(node)
    assert lookup.label(store, named, language) == label
    assert language != "en" or lookup.label(store, named) == label


@pytest.mark.parametrize(
    ("name", "iris"),
    [
        ("a", ["id:a", "doc:a", "claim:a", "sf:a"]),
        (" <id:a> ", ["id:a"]),
        ("wd:Q1", ["wd:Q1"]),
        ("nosuch:a", []),
        ("", []),
        ("a b", []),
        ("a\tb", []),
        ("a|b", []),
        ("a`b", []),
        ("<>", []),
    ],
)
def test_spelled(name: str, iris: list[str]) -> None:
    assert lookup.spelled(name) == [expand(iri) for iri in iris]


def test_iri_in_full_stands_for_itself() -> None:
    assert lookup.spelled("http://e.org/a") == [NamedNode("http://e.org/a")]
    assert lookup.spelled("http://e.org/%zz é") == []
    assert lookup.spelled("1://a") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Soyuz MS-07", "soyuz ms07", True),
        ("“联盟” 7", "联盟7", True),
        ("Straße", "STRASSE", True),
        ("Ⅶ", "vii", True),
        ("Фёдор", "Федор", True),
        ("Фёдор", "Фидор", False),
        ("a1", "a2", False),
        ("a", "b", False),
        (" ! ", "!", True),
        ("!", "?", False),
    ],
)
def test_what_does_not_count_in_a_label(one: str, other: str, same: bool) -> None:
    assert (lookup.key(one) == lookup.key(other)) is same


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("https://w3id.org/spaceflight/id/ann-le", "ann-lee (Ann Lee)"),
        ("<https://w3id.org/spaceflight/id/ann-le>", "ann-lee (Ann Lee)"),
        ("id:ann-le", "ann-lee (Ann Lee)"),
        ("https://w3id.org/spaceflight/ontology#cumulativDuration", "cumulativeDuration (cumulative duration)"),
        ("sf:GRAUIndexx", "grauIndex (GRAU index)"),
        ("sf:schedule-deviatio", "scheduleDeviation ("),
    ],
)
def test_an_iri_that_is_misspelt_has_candidates(small_store: Store, name: str, near: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookup.find(small_store, name)
    assert f"Fix: take one of {near}" in str(caught.value)

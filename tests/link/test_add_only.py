"""No plan and no writer can take anything from Wikidata: the tools that read the files are played, at their worst.

QuickStatements is played as version 3 reads: ``|`` and ``||`` are TAB and line break wherever they stand, a statement
is found by its main value alone, and what a line has is put on the first that is found. ``wbeditentity`` is played as
Wikibase reads: with an ``id`` a statement is replaced, without ``add`` all aliases are.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from spaceflight_graph.link import beside, difference, give_back, ours, quickstatements, wikibase_json
from spaceflight_graph.link.difference import Difference, Verdict
from spaceflight_graph.link.edits import Plan, apply
from spaceflight_graph.link.entity_json import Entity, read_entity, write_entity
from spaceflight_graph.link.labels import Kind, Name, gifts
from spaceflight_graph.link.ours import Fate, Ours
from spaceflight_graph.link.plan import plan
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Quantity,
    Rank,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

T = TypeVar("T")

FORBIDDEN = re.compile(r"-|\+|!|CREATE|LAST|MERGE|REMOVE|SWITCH|STATEMENT", re.IGNORECASE)
ITEMS = ("Q1", "Q2")

hostile = st.sampled_from(
    [
        "||-Q1\tP1\tQ7",
        "\n-Q1\tP1\tQ7",
        "-STATEMENT\tQ1$1",
        "REMOVE_QUAL",
        "CREATE||LAST",
        'a"b',
        '"',
        "“联盟”",
        "a /* b",
        "|",
    ]
)
texts = hostile | st.text(st.sampled_from('aQ1 -|"\t\n\\/*”é'), min_size=1, max_size=8) | st.just("2017-081A")
items = st.sampled_from(["Q3", "Q4"]).map(Item)
times = st.sampled_from(
    [
        Time("+2017-12-17T00:00:00Z", 11),
        Time("+2017-12-00T00:00:00Z", 10),
        Time("+2017-12-17T00:00:00Z", 11, "Q1985786"),
    ]
)
quantities = st.sampled_from([Quantity("+51.66", "Q28390"), Quantity("+7", lower="+6", upper="+8"), Quantity("+7.0")])
values: st.SearchStrategy[Value] = (
    items
    | times
    | quantities
    | texts.map(Text)
    | st.builds(Monolingual, texts, st.just("en"))
    | st.sampled_from(Special)
)
snaks = st.builds(Snak, st.sampled_from(["P585", "P3831"]), values)
addresses = st.sampled_from(["http://a.example/1", "http://a.example/2", "http://a.example/a|b", "http://a.example/*"])
references = st.builds(
    lambda address, more: Reference((Snak("P854", Text(address, "url")), *more)), addresses, st.lists(snaks, max_size=1)
)
properties = st.sampled_from(["P619", "P793"])
usual = items | times | quantities
ranks = st.sampled_from(Rank)


def likely(value: T, others: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Draw one value three times in four."""
    return st.integers(0, 3).flatmap(lambda number: st.just(value) if number else others)


def statements(item: str, rank: st.SearchStrategy[Rank]) -> st.SearchStrategy[Statement]:
    some = st.lists(references, max_size=2).map(tuple)
    return st.builds(
        Statement, st.just(item), properties, usual | values, rank, st.lists(snaks, max_size=2).map(tuple), some
    )


@st.composite
def entities(draw: st.DrawFn, item: str) -> Entity:
    there = draw(st.lists(statements(item, ranks), max_size=4))
    return Entity(
        item,
        draw(st.dictionaries(st.sampled_from(["en", "zh", "zh-hans", "mul"]), texts, max_size=2)),
        draw(st.dictionaries(st.sampled_from(["en", "zh"]), st.lists(texts, min_size=1, max_size=2).map(tuple))),
        tuple(replace(each, id=f"{item}$00000000-0000-4000-9000-{n:012X}") for n, each in enumerate(there)),
        revision=7,
    )


snapshots = st.tuples(*map(entities, ITEMS)).map(lambda found: Snapshot({entity.id: entity for entity in found}))


LAUNCH = Statement("Q1", "P619", Time("+2017-12-17T00:00:00Z", 11))
moments = st.sampled_from([(Snak("P585", Time(f"+2018-06-0{day}T00:00:00Z", 11)),) for day in (1, 2, 3)])


@st.composite
def differences(draw: st.DrawFn, snapshot: Snapshot) -> list[Difference]:
    """Draw differences with any verdict on any statements: a plan must be safe whatever it is told."""
    found, before = [], [each for entity in snapshot.entities.values() for each in entity.statements]
    for item in draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=5)):
        there = snapshot.entities[item].statements
        said = draw(statements(item, likely(Rank.NORMAL, ranks)) | st.sampled_from(before or [LAUNCH]))
        said = replace(said, item=item, qualifiers=draw(st.just(said.qualifiers) | moments))
        before.append(said)
        cited = said.references or (Reference((Snak("P854", Text("http://a.example/3", "url")),)),)
        ours = Ours(
            "fact:f", "id:t", Fate.MAPPED, replace(said, references=cited), None, None, "told", "",
            draw(likely(False, st.booleans())),
        )  # fmt: skip
        verdict = draw(st.sampled_from([Verdict.ADD_VALUE, Verdict.ADD_REFERENCE]) | st.sampled_from(Verdict))
        theirs = draw(st.lists(st.sampled_from(there), min_size=1, max_size=2).map(tuple) if there else st.just(()))
        found.append(Difference("id:t", item, said.property, verdict, ours, theirs, ""))
    return found


names = st.lists(st.builds(Name, st.sampled_from(ITEMS), st.sampled_from(Kind), st.sampled_from(["en", "zh"]), texts))


@dataclass(frozen=True)
class Run:
    """A snapshot, what we know, and the plan that was made of them."""

    before: Snapshot
    found: list[Difference]
    known: list[Name]
    finer: bool
    plan: Plan

    def again(self, after: Snapshot) -> Plan:
        """Return the plan that is made of the same once more, when the edits are there."""
        now = {each.id: each for entity in after.entities.values() for each in entity.statements}
        found = [replace(each, theirs=tuple(now[there.id] for there in each.theirs)) for each in self.found]
        return plan(found, gifts(self.known, after), after, finer=self.finer)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    snapshot, finer = draw(snapshots), draw(st.booleans())
    found, known = draw(differences(snapshot)), draw(names)
    return Run(snapshot, found, known, finer, plan(found, gifts(known, snapshot), snapshot, finer=finer))


def commands(file: str) -> Iterator[list[str]]:
    """Read a file as QuickStatements 3 does, and yield the columns of each line."""
    for line in file.replace("||", "\n").replace("|", "\t").split("\n"):
        if line.strip():
            found = re.search(r"^(.*?)\s*/\*\s*(.*?)\s*\*/\s*$", line)
            assert found, line
            assert found[2].startswith("Spaceflight Graph v")
            yield [column.strip() for column in found[1].split("\t")]


def value_of(column: str) -> Value:
    """Read a value as QuickStatements 3 does, curly quotation marks made straight."""
    column = column.replace("“", '"').replace("”", '"')
    if column in ("somevalue", "novalue"):
        return Special(column)
    if re.fullmatch(r"Q\d+", column):
        return Item(column)
    if not column.startswith('"""') and (quoted := re.fullmatch(r'(?:([a-z_-]+):)?"(.*)"', column)):
        text = quoted[2].strip()
        return Monolingual(text, quoted[1]) if quoted[1] else Text(text)
    if time := re.fullmatch(r"(\+\d{4}-\d\d-\d\dT00:00:00Z)/(\d+)(/J)?", column):
        return Time(time[1], int(time[2]), "Q1985786" if time[3] else "Q1985727")
    amount = re.fullmatch(r"(-?\d+(?:\.\d+)?)(?:\[([^,]+),([^,]+)\])?(?:U(\d+))?", column)
    assert amount, column
    signed = amount[1] if amount[1].startswith("-") else f"+{amount[1]}"
    return Quantity(signed, f"Q{amount[4]}" if amount[4] else "1", amount[2], amount[3])


def plain(value: Value) -> Value:
    """Return a value without what a line does not tell: it is the property that has a datatype."""
    return Text(value.text) if isinstance(value, Text) else value


def uploaded(files: list[str], snapshot: Snapshot) -> dict[str, Entity]:
    """Do what QuickStatements does with the lines, as wrongly as it can."""
    entities = dict(snapshot.entities)
    for columns in (columns for file in files for columns in commands(file)):
        item, what, value, *rest = columns
        assert re.fullmatch(r"Q[1-9]\d*", item)
        assert not len(rest) % 2
        entity = entities[item]
        if named := re.fullmatch(r"([LA])(de|en|ru|zh)", what):
            text, language = value_of(value), named[2]
            assert isinstance(text, Text)
            assert not rest
            if named[1] == "L":
                entities[item] = replace(entity, labels=entity.labels | {language: text.text})
            else:
                aliases = {language: (*entity.aliases.get(language, ()), text.text)}
                entities[item] = replace(entity, aliases=entity.aliases | aliases)
            continue
        assert re.fullmatch(r"P[1-9]\d*", what)
        pairs = [(rest[i], value_of(rest[i + 1])) for i in range(0, len(rest), 2)]
        assert all(re.fullmatch(r"[PS][1-9]\d*", name) for name, _ in pairs), pairs
        qualifiers = tuple(Snak(name, read) for name, read in pairs if name[0] == "P")
        source = Reference(tuple(Snak("P" + name[1:], read) for name, read in pairs if name[0] == "S"))
        assert source.snaks
        wanted = what, loose(value_of(value))
        found = [n for n, each in enumerate(entity.statements) if (each.property, loose(each.value)) == wanted]
        there = list(entity.statements)
        if not found:
            found = [len(there)]
            there.append(Statement(item, what, value_of(value)))
        old = there[found[0]]
        there[found[0]] = replace(old, qualifiers=old.qualifiers + qualifiers, references=(*old.references, source))
        entities[item] = replace(entity, statements=tuple(there))
    return entities


def loose(value: Value) -> object:
    """Return the least that any tool may look at when it compares main values."""
    match value:
        case Time():
            return value.time
        case Quantity():
            return float(value.amount)
        case Text() | Monolingual():
            return value.text
    return value


def edited(text: str, snapshot: Snapshot) -> Snapshot:
    """Do what ``wbeditentity`` does with the lines."""
    entities = dict(snapshot.entities)
    for line in text.splitlines():
        asked = json.loads(line)
        item, data = asked["id"], asked["data"]
        assert set(asked) == {"id", "baserevid", "summary", "data"}
        assert set(data) <= {"claims", "labels", "aliases"}
        assert '"remove"' not in re.sub(r'"value": "[^"]*"', "", line)
        assert asked["baserevid"] == snapshot.entities[item].revision
        document = write_entity(entities[item])
        edit_document(document, data)
        entities[item] = read_entity(document | {"lastrevid": 7})
    return Snapshot(entities)


def edit_document(document: dict[str, Any], data: Mapping[str, Any]) -> None:
    for property_, claims in data.get("claims", {}).items():
        there = document["claims"].setdefault(property_, [])
        for number, claim in enumerate(claims):
            if "id" in claim:
                (place,) = [i for i, each in enumerate(there) if each["id"] == claim["id"]]
                there[place] = claim
            else:
                there.append(claim | {"id": f"new-{number}"})
    for language, label in data.get("labels", {}).items():
        document["labels"][language] = label
    for language, aliases in data.get("aliases", {}).items():
        kept = document["aliases"].setdefault(language, [])
        if not all("add" in alias for alias in aliases):
            kept.clear()
        kept.extend({"language": alias["language"], "value": alias["value"]} for alias in aliases)


def assert_nothing_is_lost(before: Snapshot, after: Mapping[str, Entity]) -> None:
    assert set(after) == set(before.entities)
    for item, old in before.entities.items():
        new = after[item]
        assert {language: new.labels[language] for language in old.labels} == old.labels
        for language, aliases in old.aliases.items():
            assert new.aliases[language][: len(aliases)] == aliases
        by_id = {each.id: each for each in new.statements}
        for each in old.statements:
            kept = by_id[each.id]
            assert replace(kept, references=()) == replace(each, references=())
            assert kept.references[: len(each.references)] == each.references


def bare(statement: Statement) -> tuple[object, ...]:
    snaks = tuple((snak.property, plain(snak.value)) for snak in statement.qualifiers)
    parts = tuple(tuple((s.property, plain(s.value)) for s in each.snaks) for each in statement.references)
    return statement.item, statement.property, plain(statement.value), statement.rank, snaks, parts


def new_ones(before: Snapshot, after: Mapping[str, Entity]) -> list[tuple[object, ...]]:
    old = {each.id for entity in before.entities.values() for each in entity.statements}
    return sorted(
        (bare(each) for entity in after.values() for each in entity.statements if each.id not in old), key=repr
    )


@settings(max_examples=60)
@given(runs())
def test_quickstatements_only_adds(run: Run) -> None:
    files = quickstatements.statements(run.plan) + quickstatements.names(run.plan)
    after = uploaded(files, run.before)
    assert_nothing_is_lost(run.before, after)
    left = quickstatements.beyond(run.plan)
    assert new_ones(run.before, after) == sorted((bare(each) for each in run.plan.add if each not in left), key=repr)
    for line in re.split(r"\|\||\n", "".join(files)):
        assert not FORBIDDEN.match(line.strip())


@settings(max_examples=60)
@given(runs())
def test_wikibase_json_adds_all_of_the_plan_and_nothing_else(run: Run) -> None:
    after = edited(wikibase_json.text(run.plan), run.before)
    assert_nothing_is_lost(run.before, after.entities)
    wanted = apply(run.plan, run.before)
    assert_nothing_is_lost(run.before, wanted.entities)
    assert new_ones(run.before, after.entities) == sorted(map(bare, run.plan.add), key=repr)
    for item, entity in after.entities.items():
        as_planned, old = wanted.entities[item], len(run.before.entities[item].statements)
        assert (entity.labels, entity.aliases) == (as_planned.labels, as_planned.aliases)
        assert set(as_planned.statements[:old]) <= set(entity.statements)


@settings(max_examples=60)
@given(runs())
def test_a_second_run_has_nothing_to_add(run: Run) -> None:
    assert run.again(apply(run.plan, run.before)).edits == 0
    assert run.again(edited(wikibase_json.text(run.plan), run.before)).edits == 0


@settings(max_examples=60)
@given(runs())
def test_a_second_run_after_quickstatements_has_only_what_it_cannot_hold(run: Run) -> None:
    files = quickstatements.statements(run.plan) + quickstatements.names(run.plan)
    again = run.again(Snapshot(uploaded(files, run.before)))
    left = quickstatements.beyond(run.plan)
    unsourced = {bare(replace(each, references=())) for each in left if isinstance(each, Statement)}
    assert {bare(replace(each, references=())) for each in again.add} <= unsourced
    assert {bare(replace(each.existing, references=())) for each in again.sourcings} <= unsourced
    assert set(again.names) <= {each for each in left if isinstance(each, Name)}


def test_our_own_graph_has_nothing_to_give_after_quickstatements(real_store: Store) -> None:
    found = beside.wikidata(real_store, [Path(__file__).parent / "entities"])
    made = give_back.planned(real_store, found, finer=True)
    assert quickstatements.beyond(made) == []
    assert made.edits > 30
    files = quickstatements.statements(made) + quickstatements.names(made)
    after = replace(found.snapshot, entities=uploaded(files, found.snapshot))
    assert_nothing_is_lost(found.snapshot, after.entities)
    facts = ours.with_inverses(ours.ours(real_store))
    again = replace(found, snapshot=after, differences=difference.difference(facts, after, found.known))
    assert give_back.planned(real_store, again, finer=True).edits == 0

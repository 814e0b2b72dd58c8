"""Validation in a process of its own: limits are kept, and what ends one file hides no other."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Report
from spaceflight_graph.validate import child
from spaceflight_graph.validate.child import Job, in_child

Progress = Callable[[str, str], None]
RULES = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:S> sh:targetSubjectsOf <urn:p> ; sh:nodeKind sh:{} ."


@pytest.fixture
def job(tmp_path: Path) -> Job:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(f"<urn:{name}> <urn:p> 1 .", encoding="utf-8")
    (tmp_path / "s.ttl").write_text(RULES.format("BlankNode"), encoding="utf-8")
    return Job(paths=(str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl")), shapes=(str(tmp_path / "s.ttl"),))


def instead(monkeypatch: pytest.MonkeyPatch, work: Callable[[Job, Progress], Report]) -> None:
    """Let the child do something else."""
    monkeypatch.setattr(child, "run", work)


def test_report_is_the_one_of_this_process(job: Job) -> None:
    report = in_child(job, seconds=60, gigabytes=4)
    assert report == child.run(job, lambda *_: None)
    assert len(report.findings) == 2


def test_standard_input_is_one_more_file(job: Job) -> None:
    more = Job(shapes=job.shapes, stdin=b"<urn:x> <urn:p> <urn:y> .", stdin_format="ntriples")
    assert in_child(more, seconds=60, gigabytes=4).files == ("<stdin>",)


def test_errors_are_told_as_they_are(job: Job) -> None:
    with pytest.raises(SpaceflightError, match="there is no such file"):
        in_child(Job(paths=("nowhere.ttl",), shapes=job.shapes), seconds=60, gigabytes=4)


def test_shape_that_is_wrong_is_told_with_its_place(job: Job) -> None:
    Path(job.shapes[0]).write_text(RULES.format("Nothing"), encoding="utf-8")
    with pytest.raises(SpaceflightError, match=r"s\.ttl:1:45: .*sh:nodeKind is unknown"):
        in_child(job, seconds=60, gigabytes=4)


SLOW = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:Slow> sh:targetSubjectsOf <urn:p> ; sh:sparql [ sh:select '''SELECT $this (COUNT(*) AS ?value) {
    $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?q . ?r ?s ?t } GROUP BY $this''' ] .
<urn:Quick> sh:targetSubjectsOf <urn:p> ; sh:nodeKind sh:BlankNode .
"""


def test_constraint_that_takes_too_long_is_a_finding_and_the_others_are_told(job: Job) -> None:
    Path(job.paths[0]).write_text("".join(f"<urn:{n}> <urn:p> {n} ." for n in range(100)), encoding="utf-8")
    Path(job.shapes[0]).write_text(SLOW, encoding="utf-8")
    report = in_child(job, seconds=60, gigabytes=4, constraint_seconds=1)
    slow, *others = sorted(report.findings, key=lambda finding: finding.rule != "shapes:unanswered")
    assert len(others) == 101
    assert {finding.rule for finding in others} == {"<urn:Quick>"}
    assert slow.severity.value == "violation"
    assert str(slow.place).endswith("s.ttl:2:42")
    assert slow.message == (
        "<urn:Slow>: sh:sparql was not answered: it takes longer than 1 s."
        " Fix: ask for less at once, or give a longer --constraint-timeout."
    )


def test_a_constraint_takes_no_more_than_a_tenth_unless_told(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(of: Job, progress: Progress) -> Report:
        progress("ask", "first")
        progress("ask", "second")
        if 1 not in of.unasked:
            time.sleep(60)
        return Report(notes=tuple(of.unasked.values()))

    instead(monkeypatch, slow)
    start = time.monotonic()
    (note,) = in_child(job, seconds=4, gigabytes=4).notes
    assert note.startswith("it takes longer than 0.4 s. Fix: ")
    assert 0.3 < time.monotonic() - start < 3


def test_constraint_that_ends_the_process_is_left_out(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(of: Job, progress: Progress) -> Report:
        progress("ask", "one")
        if not of.unasked:
            os._exit(9)
        progress("check", "the rest")
        return Report(notes=tuple(of.unasked.values()))

    instead(monkeypatch, greedy)
    (note,) = in_child(job, seconds=20, gigabytes=4).notes
    assert note == "it takes more than 4 GB. Fix: ask for less at once, or give more --memory."


def test_all_of_the_time_is_an_error_even_in_a_constraint(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: Job, progress: Progress) -> Report:
        progress("ask", "sh:sparql of ex:S")
        time.sleep(60)
        return Report()

    instead(monkeypatch, endless)
    with pytest.raises(SpaceflightError, match=r"^checking sh:sparql of ex:S took too long: 0\.5 s are over"):
        in_child(job, seconds=0.5, gigabytes=4, constraint_seconds=9)


def test_time_is_limited_and_the_message_says_where_it_went(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: Job, progress: Progress) -> Report:
        progress("check", "ex:Shape")
        time.sleep(60)
        return Report()

    instead(monkeypatch, endless)
    start = time.monotonic()
    with pytest.raises(SpaceflightError, match=r"^checking ex:Shape took too long: 0\.5 s are over\. Fix: .*--timeout"):
        in_child(job, seconds=0.5, gigabytes=4)
    assert time.monotonic() - start < 30


def test_memory_is_limited(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_: Job, __: Progress) -> Report:
        return Report(notes=(str(len(bytes(2**31))),))  # which are asked for, and never written

    instead(monkeypatch, greedy)
    with pytest.raises(SpaceflightError, match=r"it takes more than 0\.5 GB\. Fix: .*--memory"):
        in_child(job, seconds=60, gigabytes=0.5)
    assert in_child(job, seconds=60, gigabytes=8).notes == (str(2**31),)


def test_file_that_ends_the_parser_is_told_and_the_others_are_read(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    real = child.run

    def fragile(at: Job, progress: Progress) -> Report:
        def watched(verb: str, what: str) -> None:
            progress(verb, what)
            if what.endswith("a.ttl") and what not in at.ended:
                os.kill(os.getpid(), signal.SIGSEGV)

        return real(at, watched)

    instead(monkeypatch, fragile)
    report = in_child(job, seconds=60, gigabytes=4)
    assert [finding.rule for finding in report.findings] == ["syntax", "<urn:S>"]
    assert report.findings[0].message.startswith("The file ends the parser")
    assert str(report.findings[0].place) == job.paths[0]


def test_rule_that_ends_the_engine_is_named(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(_: Job, progress: Progress) -> Report:
        progress("check", "ex:Shape")
        os.abort()

    instead(monkeypatch, ended)
    with pytest.raises(SpaceflightError, match=r"^checking ex:Shape ended the process: .*nested too deeply"):
        in_child(job, seconds=60, gigabytes=4)


def test_shapes_may_be_nested_as_deep_as_one_likes(job: Job) -> None:
    for depth, found in ((2000, 2), (2001, 0)):  # an odd number of them, with the outermost
        text = RULES.replace("sh:nodeKind sh:{}", f"sh:not {'[ sh:not ' * depth}[ sh:nodeKind sh:IRI ]{' ]' * depth}")
        Path(job.shapes[0]).write_text(text, encoding="utf-8")
        rules = [finding.rule for finding in in_child(job, seconds=60, gigabytes=4).findings]
        assert rules.count("<urn:S>") == found


def test_interrupt_ends_the_child_at_once(job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def waiting(_: Job, __: Progress) -> Report:
        (tmp_path / "pid").write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(0.5)  # until the parent waits: what it does right after a fork swallows exceptions
        os.kill(os.getppid(), signal.SIGINT)
        time.sleep(60)
        return Report()

    instead(monkeypatch, waiting)
    with pytest.raises(KeyboardInterrupt):
        in_child(job, seconds=60, gigabytes=4)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)

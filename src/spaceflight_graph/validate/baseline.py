"""Findings that are known and borne for now: the only place that reads and writes baselines.

A baseline holds the fingerprint of each finding, and who they are in words, so that a reader of its diff can follow.
"""

import json
from dataclasses import replace
from pathlib import Path

from spaceflight_graph import files
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Report
from spaceflight_graph.namespaces import Names
from spaceflight_graph.printable import unicode_escaped
from spaceflight_graph.validate.fingerprints import fingerprints


def write_baseline(path: Path, report: Report) -> None:
    """Write all findings of a report as a baseline.

    Raises:
        SpaceflightError: the file cannot be written.
    """
    names = Names(report.prefixes)
    known = {
        fingerprint: " ".join(
            filter(None, (finding.rule, names.show(finding.focus), finding.path, names.show(finding.value)))
        )
        for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    }
    text = json.dumps({"format": 1, "known": dict(sorted(known.items()))}, ensure_ascii=False, indent=2) + "\n"
    files.write(path, unicode_escaped(text))


def without_known(path: Path, report: Report) -> tuple[Report, int]:
    """Return a report without the findings of a baseline, and how many of the baseline's are gone for good.

    Raises:
        SpaceflightError: the file cannot be read, or is no baseline.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        known = document["known"]
        if document["format"] != 1 or not isinstance(known, dict):
            raise ValueError
    except FileNotFoundError as error:
        raise SpaceflightError(f"{path}: there is no such baseline. Fix: make it with --update-baseline.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SpaceflightError(f"{path}: is no baseline. Fix: make it anew with --update-baseline.") from error
    marks = fingerprints(report.findings)
    new = tuple(finding for finding, mark in zip(report.findings, marks, strict=True) if mark not in known)
    note = f"{len(report.findings) - len(new):,} known findings of {path} are not shown."
    gone = len(set(known) - set(marks))
    notes = (*report.notes, note) if len(new) < len(report.findings) else report.notes
    return replace(report, findings=new, notes=notes), gone

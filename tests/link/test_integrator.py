"""The script for WikibaseIntegrator in docs/wikidata.md, run offline: it only adds, and the second time nothing."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

OURS = "+2017-12-17T00:00:00Z"
PAGE = "http://www.russianspaceweb.com/soyuz-ms-07.html"
ROOT = Path(__file__).parents[2]
integrator = pytest.importorskip("wikibaseintegrator", reason="wikibaseintegrator is not installed")


def script() -> str:
    text = (ROOT / "docs" / "wikidata.md").read_text(encoding="utf-8")
    (found,) = (block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "import" in block)
    assert len(found.splitlines()) <= 12
    return str(found)


def as_served(entity: dict[str, Any]) -> dict[str, Any]:
    """Return an entity with what servers write beside it, and our files leave out."""
    served = copy.deepcopy(entity)
    for key in ("aliases", "descriptions", "sitelinks", "claims"):
        served[key] = served.get(key) or {}
    for number, claim in enumerate(claim for claims in served["claims"].values() for claim in claims):
        qualifiers = [snak for snaks in claim.get("qualifiers", {}).values() for snak in snaks]
        for snak in (*qualifiers, *claim.get("references", ())):
            snak["hash"] = f"{number:040x}"
    return served


@pytest.mark.parametrize("there", [OURS, "+2017-12-18T00:00:00Z", None])
def test_it_only_adds(there: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    from wikibaseintegrator.entities import ItemEntity

    file = ROOT / "tests" / "link" / "entities" / "Q21392568.json"
    (entity,) = json.loads(file.read_text(encoding="utf-8"))["entities"].values()
    before = as_served(entity)
    if there is None:
        del before["claims"]["P619"]
    else:
        (claim,) = before["claims"]["P619"]
        claim["mainsnak"]["datavalue"]["value"]["time"] = there
    item = ItemEntity().from_json(before)
    old = {claim["id"]: claim for claims in item.get_json()["claims"].values() for claim in claims}
    written: list[dict[str, Any]] = []
    monkeypatch.setattr(ItemEntity, "get", lambda *_, **__: item)
    monkeypatch.setattr(ItemEntity, "write", lambda self, **_: written.append(copy.deepcopy(self.get_json())))
    for _ in range(2):
        exec(script(), {"login": None})
    first, second = written
    assert first == second
    assert '"remove"' not in json.dumps(first)
    now = [claim for claims in first["claims"].values() for claim in claims]
    kept = {claim["id"]: claim for claim in now if "id" in claim}
    assert kept.keys() == old.keys()
    for guid, claim in old.items():
        assert kept[guid] | {"references": []} == claim | {"references": []}
        had = claim.get("references", [])
        assert [each for each in kept[guid].get("references", []) if each in had] == had
    new = [claim for claim in now if "id" not in claim]
    assert len(new) == (there != OURS)
    launches = new or first["claims"]["P619"]
    assert [PAGE in json.dumps(claim.get("references")) for claim in launches] == [True]

"""Which IRIs a query names: by its prologue and by known prefixes, wherever the engine would read them."""

import pytest

from spaceflight_graph.sparql.named import named


@pytest.mark.parametrize(
    ("query", "iris"),
    [
        ("ASK { ?s a <http://e/a> }", ["http://e/a"]),
        ("PREFIX : <http://p/> ASK { :a k:b u:c ; k: 1 }", ["http://p/a", "http://k/b"]),
        ("PREFIX k: <http://other/> ASK { ?s k:b 1 }", ["http://other/b"]),
        ("PREFIX k: <http://x/> PREFIX k: <http://y/> ASK { ?s k:b 1 }", ["http://y/b"]),
        ("BASE <http://b/c/> PREFIX r: <d#> ASK { <e> r:f 1 }", ["http://b/c/e", "http://b/c/d#f"]),
        ("BASE <http://b/c/> PREFIX r: <http://b/c#> ASK { r:f ?p <#> }", ["http://b/c#f", "http://b/c/#"]),
        ("BASE <http://b/c/> BASE <d/> ASK { <e> ?p 1 }", ["http://b/c/d/e"]),
        (r"ASK { k:a\,b ?p <http://e/\u00e9\U0001F680> }", ["http://k/a,b", "http://e/é🚀"]),
        ("ASK { ?s ?p 'k:a', \"<http://e/>\" } # k:b", []),
        ("ASK { k:a:b ?p k:%20 }", ["http://k/a:b", "http://k/%20"]),
        ("CONSTRUCT { k:new ?p 1 . { } k:new ?q 2 } FROM k:g { k:old ?p ?o }", ["http://k/g", "http://k/old"]),
        ("CONSTRUCT FROM k:g WHERE { k:old ?p ?o }", ["http://k/g", "http://k/old"]),
        ("DESCRIBE k:a", ["http://k/a"]),
        ("ASK { ?s ?p 1 FILTER(?p != k:a) }", ["http://k/a"]),
        ("", []),
    ],
)
def test_named(query: str, iris: list[str]) -> None:
    found = list(named(query, {"k": "http://k/"}))
    assert [it.iri for it in found] == iris
    assert all(query[it.start : it.end] == it.text for it in found)

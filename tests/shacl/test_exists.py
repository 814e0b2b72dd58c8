"""EXISTS is taken apart where it holds patterns and filters alone, and left as it is where it holds anything else."""

import pytest

from spaceflight_graph.shacl.exists import reordered

NESTED = [
    (
        "?a :o 1 FILTER exists { ?a :p ?b . ?b :q ?c }",
        "?a :o 1 FILTER EXISTS { ?a :p ?b . FILTER EXISTS { ?b :q ?c . } }",
    ),
    (
        "FILTER NOT EXISTS { ?a :p \"x\"@en , 'y' ^^ex:t ; :q -1.5 }",
        "FILTER NOT EXISTS { ?a :p \"x\"@en . FILTER EXISTS { ?a :p 'y'^^ex:t . FILTER EXISTS { ?a :q -1.5 . } } }",
    ),
    (
        "FILTER EXISTS { ?a :p 'x' , <http://e/o> . FILTER NOW() FILTER(?a > (1)) }",
        "FILTER EXISTS { ?a :p 'x' . FILTER EXISTS { ?a :p <http://e/o> . FILTER NOW() FILTER (?a > (1)) } }",
    ),
    (
        r"FILTER EXISTS { ?a ex:a.b/a/ex:\#%2F ?b . }",
        "FILTER EXISTS { ?a ex:a.b ?step_0 . FILTER EXISTS { ?step_0 a ?step_1 . "
        r"FILTER EXISTS { ?step_1 ex:\#%2F ?b . } } }",
    ),
    (
        "?a :o 1 FILTER EXISTS { ?b :q* ?c . ?c :q ?d . ?a a/:p* ?b }",
        "?a :o 1 FILTER EXISTS { ?a a ?step_0 . FILTER EXISTS { ?step_0 :p* ?b . FILTER EXISTS { ?b :q* ?c . "
        "FILTER EXISTS { ?c :q ?d . } } } }",
    ),
    (
        "?c :o ?b FILTER EXISTS { ?a ^:p+/:q? ?b }",
        "?c :o ?b FILTER EXISTS { ?step_0 :q? ?b . FILTER EXISTS { ?a ^:p+ ?step_0 . } }",
    ),
    (  # what one group finds, the next does not know
        "?a :o 1 FILTER EXISTS { ?b :p 1 } FILTER EXISTS { ?b :q ?c . ?a :p ?b }",
        "?a :o 1 FILTER EXISTS { ?b :p 1 } FILTER EXISTS { ?a :p ?b . FILTER EXISTS { ?b :q ?c . } }",
    ),
    (  # but what stands around it
        "FILTER EXISTS { { ?b :p 1 FILTER EXISTS { ?c :p ?d . ?b :q ?c } } }",
        "FILTER EXISTS { { ?b :p 1 FILTER EXISTS { ?b :q ?c . FILTER EXISTS { ?c :p ?d . } } } }",
    ),
    ("FILTER EXISTS { ?a :p ?b . # }\n ?b :q '}' }", "FILTER EXISTS { ?b :q '}' . FILTER EXISTS { ?a :p ?b . } }"),
]
LEFT = [
    "FILTER EXISTS { ?a :p _:b . _:b :q ?c }",
    "FILTER EXISTS { ?a :p () , ?b }",
    "FILTER EXISTS { ?a :p [] , ?b }",
    "FILTER EXISTS { ?a :p true , ?b }",
    "FILTER EXISTS { ?a (:p/:q)* ?b . ?b :q ?c }",
    "FILTER EXISTS { ?a !:p ?b . ?b :q ?c }",
    "FILTER EXISTS { ?a :p* ?b }",
    "FILTER EXISTS { ?a :p|:q ?b . ?b :q ?c }",
    "FILTER EXISTS { ?a :p 'x'@en }",
    "FILTER EXISTS { ?a :p 'x' }",
    "FILTER EXISTS { ?a :p ?b . OPTIONAL { ?b :q ?c } }",
    "FILTER(?s = 'EXISTS { ?a :p ?b . ?b :q ?c }') # EXISTS { ?a :p ?b . ?b :q ?c }\n",
    "?EXISTS { ?a :p ?b . ?b :q ?c }",
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_patterns_are_nested(text: str, expected: str) -> None:
    assert reordered(f"ASK {{ {text} }}") == f"ASK {{ {expected} }}"


@pytest.mark.parametrize("text", LEFT)
def test_the_rest_is_left_alone(text: str) -> None:
    assert reordered(f"ASK {{ {text} }}") == f"ASK {{ {text} }}"

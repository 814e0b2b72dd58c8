"""JSON-LD within a web page: the only place that writes a ``script`` element."""

_UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def script(json: str) -> str:
    r"""Return JSON as a ``script`` element that no text in it can end.

    ``</script`` would end it, ``<!--`` change how browsers read on, and ``&`` be an entity in XHTML: they stand only
    within strings, where JSON has ``\u003c`` for ``<``.

    Args:
        json: JSON as text; what it says stays the same.

    >>> print(script('{"name": "</script><!--"}'), end="")
    <script type="application/ld+json">
    {"name": "\u003c/script\u003e\u003c!--"}
    </script>
    """
    return f'<script type="application/ld+json">\n{json.strip().translate(_UNSAFE)}\n</script>\n'

"""Files that pages need: the only place that knows where they lie. YASGUI's are in a wheel, and not in a checkout."""

from pathlib import Path

from spaceflight_graph.serve.refusal import Refusal

_PAGES = Path(__file__).parent / "pages"
_EDITOR = Path(__file__).parent / "yasgui"
_FILES = {
    "icon.svg": (_PAGES, "image/svg+xml"),
    "style.css": (_PAGES, "text/css"),
    "sparql.js": (_PAGES, "text/javascript"),
    "yasgui.min.css": (_EDITOR, "text/css"),
    "yasgui.min.js": (_EDITOR, "text/javascript"),
}
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the page with the editor may do: it writes styles into itself, and asks nobody but this server."""


def has_editor() -> bool:
    """Tell whether YASGUI is there."""
    return (_EDITOR / "yasgui.min.js").is_file()


def read(name: str) -> tuple[bytes, str]:
    """Return a file and its media type.

    Raises:
        Refusal: there is none of that name.
    """
    folder, kind = _FILES.get(name, (None, ""))
    if folder is None or not (folder / name).is_file():
        raise Refusal(404, "there is no such file")
    return (folder / name).read_bytes(), kind

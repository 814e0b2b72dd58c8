"""Pages as a browser gets them: what they tell, in which language, and that they hold nothing foreign."""

import re

import httpx
import pytest
from lxml import html
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from spaceflight_graph.namespaces import BASE, PREFIXES, SF
from spaceflight_graph.serve.pages import document, lines
from spaceflight_graph.serve.pages.asking import MOST_ROWS

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = ["/", "/query", "/query/crew-of-flight?flight=soyuz-ms-07", "/query/launches", "/sparql", "/id/soyuz-ms-07",
         "/id/de-wikipedia-soyuz-ms-07", "/id/soyuz-ms-07-landing", "/document", "/document/en-blog-soyuz-ms-11",
         "/document/gcat-launch-log", "/ontology", "/ontology/Launch", "/disputes", "/search", "/search?q=MS-07",
         "/search?q=xqzwv"]  # fmt: skip


def page(client: httpx.Client, address: str, **headers: str) -> html.HtmlElement:
    response = client.get(address, headers={**BROWSER, **headers})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(response.content)


def spanned(head: str) -> int:
    """Return how many lines a head such as "Line 18-21" is of."""
    first, *last = map(int, re.findall(r"\d+", head))
    return (last[0] if last else first) - first + 1


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_alone(client: httpx.Client, address: str) -> None:
    found = page(client, address)
    assert len(found.xpath("//main")) == 1
    assert len(found.xpath("//h1")) == 1
    assert text(found.xpath("//h1")[0])
    assert not found.xpath("//script|//*[@style]|//*[@onclick]|//iframe")
    assert [link for link in found.xpath("//link/@href|//img/@src") if "://" in link] == []
    for field in found.xpath("//input[@type!='hidden' or not(@type)]|//textarea"):
        assert found.xpath(f"//label[@for='{field.get('id')}']"), "a field without a label"
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/id/soyuz-ms-70?line=3", 404, "/search"),
        ("/nowhere/<b>", 404, "/query and /sparql"),
        ("/query/crew-of-fligth", 404, "crew-of-flight"),
        ("/sparql?query=SELECT&query=ASK", 400, "query"),
    ],
)
def test_a_browser_that_is_refused_gets_a_page_that_leads_on(
    client: httpx.Client, address: str, status: int, told: str
) -> None:
    response = client.get(address, headers={**BROWSER, "Accept-Language": "de"})
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert response.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    found = html.document_fromstring(response.content)
    assert told in text(found.xpath("//main/p")[0])
    assert found.get("lang") == "de"
    assert found.xpath("//nav/a/@href")
    in_russian = client.get(found.xpath("//a[@hreflang='ru']/@href")[0], headers=BROWSER)
    assert (in_russian.status_code, html.document_fromstring(in_russian.content).get("lang")) == (status, "ru")
    assert client.get(address).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["en", "de", "ru", "zh"])
def test_a_page_is_had_in_four_languages(client: httpx.Client, address: str, language: str) -> None:
    by_header = page(client, address, **{"Accept-Language": f"fr, {language};q=0.7"})
    assert by_header.get("lang") == language
    chosen = by_header.xpath("//nav//a[@aria-current]/@hreflang")
    assert chosen == [language]
    by_link = by_header.xpath("//nav//a[@hreflang]/@href")
    assert [page(client, link).get("lang") for link in by_link] == ["en", "de", "ru", "zh"]


def test_a_thing_shows_its_answers_with_documents_lines_and_words(client: httpx.Client) -> None:
    found = page(client, "/id/soyuz-ms-07-landing?lang=en")
    section = next(s for s in found.xpath("//section") if text(s.xpath("h3")[0]) == "time")
    assert text(section.xpath("p[@class='answer']")[0]) == "3 Jun 2018, 12:39 UTC"
    assert "Disputed, cause: slip" in text(section)
    rows = [[text(cell) for cell in row.xpath("td")] for row in section.xpath(".//tbody/tr")]
    assert len(rows) >= 4
    assert any("zh-wikipedia-soyuz-ms-07" in row and "not taken" in row[-1] for row in rows)
    assert section.xpath(".//a[@href='/document/de-wikipedia-soyuz-ms-07?lang=en']")


def test_a_flight_has_its_picture(client: httpx.Client) -> None:
    found = page(client, "/id/soyuz-ms-07?lang=de")
    titles = [text(title) for title in found.xpath("//svg//circle/title")]
    assert "Start von Sojus MS-07: 17. Dez. 2017, 07:21:01,127 UTC (tatsächlich)" in titles
    plans = {
        title.partition(": ")[2]
        for title in titles
        if title.startswith("Start von Sojus MS-07: ") and "geplant" in title
    }
    assert {"30. Nov. 2017 (geplant, Stand 2014)", "27. Dez. 2017 (geplant)"} <= plans
    assert not page(client, "/id/nasa").xpath("//svg")


def test_names_and_links_elsewhere(client: httpx.Client) -> None:
    found = page(client, "/id/soyuz-ms-07")
    assert "Союз МС-07" in text(found)
    assert "http://www.wikidata.org/entity/Q21392568" in found.xpath("//a/@href")


def test_what_points_to_a_person(client: httpx.Client) -> None:
    assert "/id/soyuz-ms-07-crew-shkaplerov?lang=en" in page(client, "/id/anton-shkaplerov").xpath("//dd/a/@href")


@pytest.mark.parametrize(
    ("ending", "form"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)]
)
def test_a_thing_is_data_too(client: httpx.Client, ending: str, form: RdfFormat) -> None:
    response = client.get(f"/id/soyuz-ms-07.{ending}")
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    assert len(list(parse(response.content, format=form))) > 50
    assert client.get("/id/soyuz-ms-07", headers={"Accept": form.media_type}).content == response.content


@pytest.mark.parametrize("address", ["/id/nobody", "/id/soyuz-ms-07.pdf", "/id/../etc", "/id/%22%3E", "/id/a%20b"])
def test_what_is_not_there(client: httpx.Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_answer_has_links_and_data_beside_it(client: httpx.Client) -> None:
    found = page(client, "/query/crew-of-flight?flight=soyuz-ms-07&lang=ru")
    assert text(found.xpath("//tbody/tr/td[2]")[0]) == "Антон Шкаплеров"
    assert found.xpath("//td/a/@href")[0] == "/id/anton-shkaplerov?lang=ru"
    (csv,) = (link for link in found.xpath("//a/@href") if ".csv" in link)
    assert client.get(csv).text.startswith("person,name")


def test_a_form_says_what_is_wrong(client: httpx.Client) -> None:
    found = page(client, "/query/crew-of-flight?flight=%3Cb%3Enobody")
    assert "'<b>nobody'" in text(found.xpath("//*[@role='alert']")[0])
    assert found.xpath("//input[@name='flight']/@value") == ["<b>nobody"]
    assert not page(client, "/query/crew-of-flight").xpath("//*[@role='alert']")


def test_any_query_by_a_form(client: httpx.Client) -> None:
    found = page(client, "/sparql?query=SELECT ?n { id:soyuz-ms-07 rdfs:label ?n FILTER(LANG(?n) = 'ru') }")
    assert text(found.xpath("//tbody")[0]) == "Союз МС-07"
    wrong = page(client, "/sparql?query=SELECT")
    assert re.match("not a SPARQL query", text(wrong.xpath("//*[@role='alert']")[0]))
    assert text(page(client, "/sparql?query=ASK {}").xpath("//tbody")[0]) == "yes"
    assert text(page(client, "/sparql?query=ASK { <x:a> <x:b> <x:c> }&lang=ru").xpath("//tbody")[0]) == "нет"
    assert "<" in text(page(client, "/sparql?query=CONSTRUCT WHERE { id:soyuz-ms-07 ?p ?o }").xpath("//tbody")[0])


def test_columns_have_the_names_that_people_give_them(client: httpx.Client) -> None:
    """Those of a canned query; who asks in SPARQL has named them."""
    heads = {
        address: [text(head) for head in page(client, f"{address}&lang=ru").xpath("//th")]
        for address in ("/query/selections?", "/sparql?query=SELECT ?time ?timePrecision { BIND(2 AS ?time) }")
    }
    assert list(heads.values()) == [
        ["отбор", "что", "дата", "организация", "люди", "кого сосчитали", "число", "не более"],
        ["time", "timePrecision"],
    ]


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_rows_that_are_not_shown_are_told_of(client: httpx.Client, query: str) -> None:
    told = "Not all rows are shown here; as data there are all of them."
    for limit, more in ((MOST_ROWS, False), (MOST_ROWS + 1, True)):
        shown = page(client, f"/sparql?query={query} LIMIT {limit}").xpath("//main")[0]
        assert len(shown.xpath(".//tbody/tr")) == MOST_ROWS
        assert (told in text(shown)) is more


def test_empty_answer_to_words_of_ones_own_says_nothing_of_documents(client: httpx.Client) -> None:
    shown = page(client, "/sparql?query=SELECT * { <x:a> <x:b> ?c }&lang=de")
    assert "Keine Zeilen." in [text(line) for line in shown.xpath("//p")]


def test_every_link_of_ours_leads_somewhere(client: httpx.Client) -> None:
    """And where a link names a place of a page, that is there."""
    places: dict[str, set[str]] = {}
    wrong = []
    for address in ("/", "/id/soyuz-ms-07-landing", "/document/gcat-launch-log", "/ontology/Landing", "/disputes"):
        for link in page(client, address).xpath("//main//a/@href|//header//a/@href|//link/@href"):
            target, _, anchor = link.partition("#")
            if not target.startswith("/"):
                continue
            if target not in places:
                response = client.get(target, headers=BROWSER)
                ids = html.document_fromstring(response.content).xpath("//@id")
                places[target] = {*ids} if response.status_code == 200 else {"broken"}
            if "broken" in places[target] or (anchor and anchor not in places[target]):
                wrong.append((address, link))
    assert len(places) > 60
    assert wrong == []


def test_a_document_shows_every_line_cited_or_excused(client: httpx.Client, real_store: Store) -> None:
    slug = "en-blog-soyuz-ms-11"
    document = NamedNode(f"{PREFIXES['doc']}{slug}")
    claims = list(real_store.quads_for_pattern(None, SF.document, document, NamedNode(f"{BASE}graph/claims/{slug}")))
    found = page(client, f"/document/{slug}?lang=en")
    assert len(found.xpath("//dl[@class='lines']/dd[not(@class)]")) == len(claims) > 50
    heads = [text(dt) for dt in found.xpath("//dl[@class='lines']/dt")]
    assert heads == sorted(heads, key=lambda head: int(re.findall(r"\d+", head)[0]))
    assert "Line 18–21" in heads
    excuses = [text(dd.xpath("preceding-sibling::dt[1]")[0]) for dd in found.xpath("//dd[@class='excused']")]
    excused = {text(dd) for dd in found.xpath("//dd[@class='excused']")}
    assert "Nothing to claim: heading The line titles what follows." in excused
    first = found.xpath("//dt[@id='L1']/following-sibling::dd")[0]
    assert found.xpath("//dt[@id='L1']/following-sibling::dd[1]//q/@lang") == ["en"]
    assert text(first).startswith("Baikonur Cosmodrome · part of: Kazakhstan")
    facts = found.xpath("//dl")[0]
    told = dict(zip(map(text, facts.xpath("dt")), map(text, facts.xpath("dd")), strict=True))
    assert told == {
        "Publisher": "a blog that the text does not name",
        "Language": "English",
        "Address": "not told",
        "Licence": "not told",
        "SHA-256 of the text": "9bcb14a40ed7754da94a2447675048fa55f67236b3ab11d6463fd6d0ed395bc3",
        "Claims": str(len(claims)),
        "Lines that are cited": str(len({head for head in heads if head not in excuses})),
        "Lines that hold nothing to claim": str(sum(map(spanned, excuses))),
    }
    assert "The text itself is not in the graph" in text(found)


def test_a_work_of_reference_shows_what_rests_on_it(client: httpx.Client) -> None:
    found = page(client, "/document/gcat-launch-log?lang=en")
    assert "What is inferred from it" in text(found)
    assert found.xpath("//a[@href='https://creativecommons.org/licenses/by/4.0/']")
    assert not found.xpath("//dl[@class='lines']")
    assert re.search(r"line \d+", text(found.xpath("//ul/li")[-1]))


def test_a_document_is_one_page_at_two_addresses(client: httpx.Client) -> None:
    both = [page(client, f"/{where}/zh-wikipedia-soyuz-ms-07") for where in ("id", "document")]
    assert [one.xpath("//link[@rel='canonical']/@href") for one in both] == [["/document/zh-wikipedia-soyuz-ms-07"]] * 2
    assert both[0].xpath("//h1/@lang") == ["zh"]


def test_a_dispute_has_its_cause_both_sides_and_settlement(client: httpx.Client) -> None:
    found = page(client, "/disputes?lang=de")
    assert len(found.xpath("//section")) == 4
    (landing,) = found.xpath("//section[@id='soyuz-ms-07-landing--time']")
    assert "Ursache: Flüchtigkeitsfehler One digit or word differs." in text(landing)
    agreeing, against = landing.xpath(".//tbody")
    assert {text(row.xpath("td[3]")[0]) for row in against.xpath("tr")} == {"zh-wikipedia-soyuz-ms-07"}
    assert len(agreeing.xpath("tr")) > len(against.xpath("tr")) > 0
    assert {text(row.xpath("td[4]")[0]) for row in against.xpath("tr")} == {"77"}
    assert landing.xpath(".//a[contains(@href, '&line=77#L77')]")
    assert "Entscheid: " in text(landing)
    settled = [section for section in found.xpath("//section") if "Keine Entscheidung" not in text(section)]
    assert len(settled) == 2


def test_a_class_has_its_meaning_members_and_properties(client: httpx.Client) -> None:
    found = page(client, "/ontology/Landing?lang=ru")
    assert text(found.xpath("//h1")[0]) == "Посадка"
    assert [text(one) for one in found.xpath("//li/span/@lang/..")] == ["landing", "Landung", "посадка", "着陆"]
    assert "The return of a craft to the ground or water" in text(found.xpath("//p[@lang='en']")[0])
    assert "/ontology/Event?lang=ru" in found.xpath("//dd/a/@href")
    assert "http://www.wikidata.org/entity/Q844947" in found.xpath("//a/@href")
    assert "sf:time" in {text(code) for code in found.xpath("//dt/code")}
    assert "/id/soyuz-ms-07-landing?lang=ru" in found.xpath("//tbody//a/@href")
    (apogee,) = page(client, "/ontology/Orbit?lang=en").xpath("//dt[code='sf:apogee']")
    assert text(apogee) == "apogee sf:apogee (1)"


def test_the_tree_has_every_class_below_those_above_it(client: httpx.Client) -> None:
    found = page(client, "/ontology?lang=en")
    assert found.xpath("//li[a='event']/ul//li/a[.='launch']")
    assert len(set(found.xpath("//main//li/a/@href"))) > 80


def test_search_in_any_language(client: httpx.Client) -> None:
    for wanted, slug in (
        ("联盟MS-07", "soyuz-ms-07"),
        ("Шкаплеров", "anton-shkaplerov"),
        ("союз мс07", "soyuz-ms-07"),
    ):
        found = page(client, f"/search?q={wanted}&lang=de")
        assert found.xpath("//ol/li[1]/a/@href")[0].startswith(f"/id/{slug}"), wanted
    kinds = page(client, "/search?q=launch&lang=en").xpath("//ol/li/a/@href")
    assert "/ontology/Launch?lang=en" in kinds
    assert "/query/launches?lang=en" in kinds
    near = page(client, "/search?q=shkaplerof&lang=en")
    assert "what comes near" in text(near)
    assert "/id/anton-shkaplerov?lang=en" in near.xpath("//ol/li/a/@href")
    nothing = page(client, "/search?q=xqzwv&lang=zh")
    assert text(nothing.xpath("//*[@role='status']")[0]) == "任何语言中都没有这样或近似的名称。"
    assert not page(client, "/search").xpath("//*[@role='status']|//ol")
    rows = client.get("/search", params={"q": "联盟MS-07"}, headers={"Accept": "text/csv"}).text.splitlines()
    assert rows[0] == "thing,typed,label,kind,called,match"
    assert rows[1].startswith("https://w3id.org/spaceflight/id/soyuz-ms-07,")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/document/en-blog-soyuz-ms-11", "ontology#statedAs"),
        ("/document/en-blog-soyuz-ms-11", "ontology#excuse"),
        ("/id/en-blog-soyuz-ms-11", "ontology#sha256"),
        ("/document", "ontology#sha256"),
        ("/ontology/Orbit", "core#definition"),
        ("/ontology/Orbit", "ontology#apogee"),
        ("/ontology", "ontology#Launch"),
        ("/disputes", "ontology#disputeCause"),
        ("/disputes", "ontology#statedAs"),
    ],
)
def test_pages_are_data_too(client: httpx.Client, address: str, told: str) -> None:
    found = [set(parse(client.get(f"{address}.{ending}").content, format=form)) for ending, form in (
        ("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD),
    )]  # fmt: skip
    assert found[0] == found[1] == found[2]
    assert any(told in str(quad) for quad in found[0])
    chosen = client.get(address, headers={"Accept": "text/turtle"})
    assert chosen.content == client.get(f"{address}.ttl").content


@pytest.mark.parametrize(
    "address",
    ["/document/soyuz-ms-07", "/ontology/time", "/ontology/nobody", "/ontology/%22", "/document/%22", "/disputes.pdf",
     "/disputes/one"],
)  # fmt: skip
def test_what_has_no_page(client: httpx.Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_long_document_is_shown_in_parts(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    node = NamedNode(f"{PREFIXES['doc']}en-blog-soyuz-ms-11")
    whole = lines.part(real_store, node, "en", None)
    assert (whole.before, whole.after) == (None, None)
    monkeypatch.setattr(lines, "MOST_CLAIMS", 30)
    parts = [lines.part(real_store, node, "en", None)]
    while parts[-1].after is not None:
        parts.append(lines.part(real_store, node, "en", parts[-1].after))
    firsts = [part.lines[0].number for part in parts]
    assert [part.before for part in parts] == [None, *firsts[:-1]]
    assert [part.after for part in parts] == [*firsts[1:], None]
    for part in parts:
        assert (part.cited, part.excused, part.claims) == (whole.cited, whole.excused, whole.claims)
        assert all(lines.part(real_store, node, "en", line.number) == part for line in part.lines)
    assert [line for part in parts for line in part.lines] == whole.lines
    assert len(parts) == 4
    assert lines.part(real_store, node, "en", 10**6).after is None
    last = html.document_fromstring(document.html(real_store, node, "en", "/x?", 10**6))
    assert last.xpath("//a[@rel='prev']")
    assert not last.xpath("//a[@rel='next']")

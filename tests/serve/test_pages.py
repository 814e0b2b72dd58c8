"""Pages as a browser gets them: what they tell, in which language, and that they hold nothing foreign."""

import re

import httpx
import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = ["/", "/query", "/query/crew-of-flight?flight=soyuz-ms-07", "/query/launches", "/sparql", "/id/soyuz-ms-07",
         "/id/de-wikipedia-soyuz-ms-07", "/id/soyuz-ms-07-landing"]  # fmt: skip


def page(client: httpx.Client, address: str, **headers: str) -> html.HtmlElement:
    response = client.get(address, headers={**BROWSER, **headers})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(response.content)


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
    assert section.xpath(".//a[@href='/id/de-wikipedia-soyuz-ms-07?lang=en']")


def test_a_flight_has_its_picture(client: httpx.Client) -> None:
    found = page(client, "/id/soyuz-ms-07?lang=de")
    titles = [text(title) for title in found.xpath("//svg//circle/title")]
    assert "Launch of Soyuz MS-07: 17. Dez. 2017, 07:21:01.127 UTC (tatsächlich)" in titles
    assert not page(client, "/id/anton-shkaplerov").xpath("//svg")


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
    assert "<" in text(page(client, "/sparql?query=CONSTRUCT WHERE { id:soyuz-ms-07 ?p ?o }").xpath("//tbody")[0])

"""What the server answers: links, headers, files, limits. No browser."""

import csv
import html
import io
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import openpyxl
import pandas
import pytest
from frictionless import Package

from tests.site.plans import FORMULA
from tests.site.server import Site

LINK = re.compile(r'(?:href|src|action)="(/[^"]*)"')
BOMB = "/workplans.json?sql=select+hex(zeroblob(200000000))"


def links_of(page: httpx.Response) -> set[str]:
    return {html.unescape(link).partition("#")[0] for link in LINK.findall(page.text)}


def test_every_link_on_the_home_page_and_one_level_below_answers(client: httpx.Client) -> None:
    seen = {"/"}
    level = links_of(client.get("/"))
    for _ in range(2):
        found: set[str] = set()
        for link in sorted(level - seen):
            answer = client.get(link)
            assert answer.status_code == 200, link
            if "html" in answer.headers["content-type"]:
                found |= links_of(answer)
        seen |= level
        level = found
    assert len(seen) > 250


def test_every_activity_has_its_picture_and_its_page(client: httpx.Client) -> None:
    rows = client.get("/workplans/activities.json?_shape=array&_size=max").json()
    assert len(rows) == 56
    for row in rows:
        page = client.get(f"/workplans/activities/{row['id']}")
        assert html.escape(row["activity"], quote=False)[:40] in re.sub(r"<[^>]+>", "", page.text).replace("&#39;", "'")
        (picture,) = set(re.findall(r"/-/pictures/[0-9a-f]{64}\.jpg", page.text))
        answer = client.get(picture)
        assert answer.headers["content-type"] == "image/jpeg"
        assert "immutable" in answer.headers["cache-control"]
        assert f"/-/plans/rso-2022.pdf#page={row['page']}" in page.text


def test_the_pdf_is_the_one_that_was_read(client: httpx.Client, output: Path) -> None:
    answer = client.get("/-/plans/rso-2022.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content == (Path(__file__).parents[2] / "raw" / "rso-annual-workplan-2022.pdf").read_bytes()
    assert client.get("/-/plans/none.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/", "/workplans/marks", "/workplans.json", "/nothing", "/download/workplans.zip"])
def test_headers_of_every_answer(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "default-src 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "path", ["/\\evil.example/", "//evil.example/", "/\\/evil.example/", "/%5Cevil.example/", "/%2F/evil.example/"]
)
def test_no_redirect_leaves_the_site(site: Site, path: str) -> None:
    # httpx would mend such a path before it goes out.
    done = subprocess.run(
        ["curl", "-s", "--path-as-is", "-o", "/dev/null", "-w", "%{http_code} %header{location}", site.address + path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, _, location = done.stdout.partition(" ")
    assert status in {"302", "404"}
    assert not re.match(r"[/\\]{2}|\w+:", location.strip())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_the_site_can_only_be_read(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/workplans").status_code == 405


@pytest.mark.parametrize("path", ["/-/permissions", "/-/messages", "/-/allow-debug", "/-/patterns", "/-/threads.json"])
def test_pages_for_developers_are_closed(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_plain_start_is_as_safe(hostile_client: httpx.Client) -> None:
    settings = hostile_client.get("/-/settings.json").json()
    assert settings["suggest_facets"] is False
    assert settings["sql_time_limit_ms"] <= 2000
    (database,) = hostile_client.get("/-/databases.json").json()
    assert database["is_mutable"] is False


def test_our_start_sets_the_limits(client: httpx.Client) -> None:
    settings = client.get("/-/settings.json").json()
    assert settings["suggest_facets"] is False
    assert settings["max_returned_rows"] <= 2000
    assert settings["max_csv_mb"] == 50


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("select hex(zeroblob(200000000))", "too big"),
        ("select zeroblob(990000) from marks", "larger than 5 MB"),
        ("with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c", "longer than"),
        ("select missing from activities", "no such column"),
        ("delete from activities", "must be a SELECT"),
        ("pragma table_info(activities); select 1", ""),
    ],
)
def test_a_query_that_asks_too_much_is_refused_in_plain_words(client: httpx.Client, sql: str, reason: str) -> None:
    for path in ("/workplans", "/workplans.json"):
        answer = client.get(path, params={"sql": sql})
        assert answer.status_code == 400, answer.text
        assert reason in answer.text


def test_memory_stays_bounded_under_bombs(site: Site, client: httpx.Client) -> None:
    wide = "select " + ", ".join(f"zeroblob(500000) as c{number}" for number in range(60))
    bombs = [BOMB, f"/workplans.json?sql={wide} from marks", "/workplans.csv?sql=select+zeroblob(900000)+from+marks"]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda number: client.get(bombs[number % 3]).status_code, range(60)))
    assert {status for status in answers if status >= 500} == set(), answers
    assert client.get("/workplans/activities/rso-2022-q1-01").status_code == 200
    assert site.memory_mb < 300


def test_a_bomb_in_csv_or_json_is_no_failure(client: httpx.Client) -> None:
    for path in (BOMB, BOMB.replace(".json", "")):
        assert client.get(path).status_code == 400
    # A CSV is sent while it is made: its status is out before its rows are.
    assert client.get(BOMB.replace(".json", ".csv")).text.strip() == ""


def test_a_query_that_takes_too_long_is_no_failure_in_any_form(client: httpx.Client) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    for path in ("/workplans", "/workplans.json", "/workplans.csv"):
        assert client.get(path, params={"sql": endless}).status_code == 400, path


@pytest.fixture(scope="module")
def bundle(client: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP, fetched and unpacked."""
    folder = tmp_path_factory.mktemp("bundle")
    zipfile.ZipFile(io.BytesIO(client.get("/download/workplans.zip").content)).extractall(folder)
    return folder


def test_the_zip_is_whole(bundle: Path) -> None:
    names = {path.name for path in bundle.iterdir()}
    assert {
        "README.txt", "SHA256SUMS", "activities_wide.csv", "activities-for-excel.csv", "workplans.xlsx", "workplans.db",
        "data_dictionary.csv", "datapackage.json", "activities.csv", "organisations.csv", "findings.csv",
    } <= names  # fmt: skip
    subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], check=True, cwd=bundle)
    listed = (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.partition("  ")[2] for line in listed} == names - {"SHA256SUMS"}
    note = (bundle / "README.txt").read_text(encoding="utf-8")
    assert "PLANNED, NOT DELIVERED" in note
    assert "10b04cc538d2b221" in note


def test_the_tables_of_the_zip_open(bundle: Path) -> None:
    assert Package(str(bundle / "datapackage.json")).validate().valid
    wide = pandas.read_csv(bundle / "activities_wide.csv")
    assert len(wide) == 56
    excel = (bundle / "activities-for-excel.csv").read_bytes()
    assert excel.startswith(b"\xef\xbb\xbf")
    assert pandas.read_csv(bundle / "activities-for-excel.csv", encoding="utf-8-sig").equals(wide)


def test_the_workbook_of_the_zip_holds_no_formula(bundle: Path) -> None:
    book = openpyxl.load_workbook(bundle / "workplans.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 1000
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_formula_is_text_in_every_file_for_spreadsheets(hostile_client: httpx.Client) -> None:
    excel = hostile_client.get("/download/activities-for-excel.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(excel)))
    assert rows[1]["activity"] == f"'{FORMULA}"
    book = openpyxl.load_workbook(io.BytesIO(hostile_client.get("/download/workplans.xlsx").content))
    assert book["activities_wide"]["J3"].value == FORMULA
    assert book["activities_wide"]["J3"].data_type == "s"
    plain = list(csv.DictReader(io.StringIO(hostile_client.get("/download/activities_wide.csv").text)))
    assert plain[1]["activity"] == FORMULA


def test_every_file_of_the_download_page_opens(client: httpx.Client) -> None:
    names = re.findall(r'href="/download/([\w.-]+)"', client.get("/download").text)
    assert len(names) > 25
    for name in names:
        answer = client.get(f"/download/{name}")
        assert answer.status_code == 200
        assert name in answer.headers["content-disposition"]
    for name in ("../metadata.json", "..%2f..%2fmetadata.json", ".gitignore", "nothing.csv"):
        assert client.get(f"/download/{name}", follow_redirects=True).status_code == 404, name


def test_the_pandas_snippet_runs(client: httpx.Client) -> None:
    page = client.get("/download").text
    snippet = html.unescape(re.search(r'id="pandas">(.*?)</code>', page, re.DOTALL)[1])  # type: ignore[index]
    done = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, check=True)
    assert "International Organization for Migration" in done.stdout


def test_hostile_text_is_escaped_in_every_page(hostile_client: httpx.Client) -> None:
    seen = {"/"}
    level = links_of(hostile_client.get("/"))
    for _ in range(2):
        found: set[str] = set()
        for link in level - seen:
            answer = hostile_client.get(link)
            assert answer.status_code == 200, link
            if "html" in answer.headers["content-type"]:
                assert "<script>" not in answer.text, link
                assert "<img src=x" not in answer.text, link
                found |= links_of(answer)
        seen |= level
        level = found
    assert len(seen) > 60


def test_an_activity_is_data_too(client: httpx.Client) -> None:
    (row,) = client.get("/workplans/activities/rso-2022-q3-08.json?_shape=array").json()
    assert row["page"] == 6
    assert "JCLEC" in row["activity"]


def test_robots_are_told_what_is_endless(client: httpx.Client) -> None:
    assert "Disallow: /*?sql=" in client.get("/robots.txt").text

"""The site's own pages: from a request to a response. What they show is made by the modules of their names."""

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request, Response, asgi_send_file

from workplan_extract.site import activity, entities, explore, home, listing, method, search
from workplan_extract.site.addresses import Addresses
from workplan_extract.site.citation import Citation, Cited, cite
from workplan_extract.site.downloads import downloads, find_download, media_type, read_bundled, tidy_downloads
from workplan_extract.site.lookup import Record, fetch_one, plans_database
from workplan_extract.store.publication import publication

Send = Callable[[dict[str, Any]], Awaitable[None]]
Build = Callable[[sqlite3.Connection, Addresses], Record | None]
Page = Callable[[Datasette, Request], Awaitable[Response]]

CHUNK = 1 << 16


def routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response | None]]]]:
    """The addresses of the site's own pages; none where Datasette serves no plans."""
    name = plans_database(datasette)
    if name is None:
        return []
    rows = "|".join(ROW_PAGES)
    return [
        (r"/$", home_page),
        (r"/activities$", activities_page),
        (r"/(?P<sort>organisations|places|purposes)$", directory_page),
        (r"/explore/(?P<view>[a-z-]+)$", explore_page),
        (r"/search$", search_page),
        (r"/method$", method_page),
        (r"/download$", download_page),
        (r"/download/(?P<name>[\w.-]+)$", download_file),
        (r"/-/pictures/(?P<sha256>[0-9a-f]{64})\.jpg$", picture_file),
        (r"/-/plans/(?P<plan>[^/.]+)\.pdf$", pdf_file),
        (r"/robots\.txt$", robots_file),
        (rf"/{name}/(?P<table>{rows})/(?P<key>[^/.]+)$", row_page),
    ]


async def show(datasette: Datasette, request: Request, template: str, build: Build) -> Response:
    """A page, from what `build` reads for it; a page of nothing is not found."""
    name = plans_database(datasette)
    if name is None:
        raise NotFound("This Datasette serves no plans")
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])
    addresses = Addresses(database=name)
    context = await datasette.get_database(name).execute_fn(lambda connection: build(connection, addresses))
    if context is None:
        raise NotFound("There is no such row")
    shared = {"about": publication(), "build": build_facts(datasette, name), "addresses": addresses}
    return Response.html(await datasette.render_template(template, {**context, **shared}, request=request))


def build_facts(datasette: Datasette, name: str) -> Record:
    """Which build it is: the database's hash and date, and the program's version."""
    database = datasette.get_database(name)
    built = datetime.fromtimestamp(Path(database.path).stat().st_mtime, UTC)
    return {"sha256": database.hash or "", "built_on": built.date().isoformat(), "version": version("workplan-extract")}


async def home_page(datasette: Datasette, request: Request) -> Response:
    """`/`."""

    def build(connection: sqlite3.Connection, addresses: Addresses) -> Record:
        context = home.home_context(connection, addresses, request.args.get("plan", ""))
        files = downloads(database_path(datasette))
        return {**context, "downloads": files, "citation": plan_citation(datasette, request, context["plan"])}

    return await show(datasette, request, "site_home.html", build)


async def activities_page(datasette: Datasette, request: Request) -> Response:
    """`/activities`."""
    arguments = {key: request.args[key] for key in request.args}
    return await show(
        datasette, request, "site_activities.html",
        lambda connection, addresses: listing.listing_context(connection, addresses, arguments),
    )  # fmt: skip


async def directory_page(datasette: Datasette, request: Request) -> Response:
    """`/organisations`, `/places` and `/purposes`."""
    sort = request.url_vars["sort"]
    return await show(
        datasette, request, f"site_{sort}.html",
        lambda connection, addresses: entities.directory(connection, addresses, sort),
    )  # fmt: skip


async def explore_page(datasette: Datasette, request: Request) -> Response:
    """`/explore/VIEW`."""
    view, plan = request.url_vars["view"], request.args.get("plan", "")
    return await show(
        datasette, request, "site_explore.html",
        lambda connection, addresses: explore.explore_context(connection, addresses, view, plan),
    )  # fmt: skip


async def search_page(datasette: Datasette, request: Request) -> Response:
    """`/search`."""
    words = request.args.get("q", "").strip()[:200]
    return await show(
        datasette, request, "site_search.html",
        lambda connection, addresses: search.search_context(connection, addresses, words),
    )  # fmt: skip


async def method_page(datasette: Datasette, request: Request) -> Response:
    """`/method`."""
    return await show(datasette, request, "site_method.html", method.method_context)


async def download_page(datasette: Datasette, request: Request) -> Response:
    """`/download`."""
    path = database_path(datasette)

    def build(connection: sqlite3.Connection, _: Addresses) -> Record:
        plans = home.list_plans(connection)
        return {
            "downloads": downloads(path),
            "tidy": tidy_downloads(path),
            "address": datasette.absolute_url(request, datasette.urls.path("/download")),
            "citation": data_set_citation(datasette, request, plans),
        }

    return await show(datasette, request, "site_download.html", build)


ROW_PAGES: dict[str, tuple[str, Callable[[sqlite3.Connection, Addresses, str], Record | None]]] = {
    "activities": ("site_activity.html", activity.activity_context),
    "organisations": ("site_organisation.html", entities.organisation_context),
    "locations": ("site_place.html", entities.place_context),
    "purposes": ("site_purpose.html", entities.purpose_context),
    "documents": ("site_plan.html", entities.plan_context),
}


async def row_page(datasette: Datasette, request: Request) -> Response:
    """An activity, organisation, place, purpose or plan, at the address that Datasette gives its row."""
    template, make = ROW_PAGES[request.url_vars["table"]]
    key = tilde_decode(request.url_vars["key"])

    def build(connection: sqlite3.Connection, addresses: Addresses) -> Record | None:
        context = make(connection, addresses, key)
        if context is None:
            return None
        citation = activity_citation(datasette, request, context) if "activity" in context else None
        return {**context, "citation": citation, "table": request.url_vars["table"]}

    return await show(datasette, request, template, build)


async def download_file(datasette: Datasette, request: Request, send: Send) -> Response | None:
    """`/download/NAME`."""
    name, database = request.url_vars["name"], database_path(datasette)
    bundled = read_bundled(database, name)
    if bundled is not None:
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(bundled, headers=headers, content_type=media_type(name))
    path = find_download(database, name)
    if path is None:
        raise NotFound(f"There is no file {name} here")
    await asgi_send_file(send, path, filename=name, content_type=media_type(name), chunk_size=CHUNK)
    return None


async def picture_file(datasette: Datasette, request: Request) -> Response:
    """`/-/pictures/SHA256.jpg`."""
    sql = "SELECT media_type, content FROM pictures WHERE sha256 = :sha256"
    row = await read_one(datasette, sql, sha256=request.url_vars["sha256"])
    if row is None:
        raise NotFound("There is no such picture")
    return Response(row["content"], content_type=row["media_type"])


async def pdf_file(datasette: Datasette, request: Request, send: Send) -> None:
    """`/-/plans/PLAN.pdf`, part by part."""
    plan = tilde_decode(request.url_vars["plan"])
    sql = (
        "SELECT d.file, count(*) AS parts, sum(length(f.content)) AS size FROM documents d "
        "JOIN document_files f ON f.document_id = d.id WHERE d.id = :plan"
    )
    whole = await read_one(datasette, sql, plan=plan)
    if whole is None or not whole["parts"]:
        raise NotFound("There is no copy of that plan's PDF here")
    headers = [
        (b"content-type", b"application/pdf"),
        (b"content-length", str(whole["size"]).encode()),
        (b"content-disposition", f'inline; filename="{plan}.pdf"'.encode("ascii", "replace")),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    sql = "SELECT content FROM document_files WHERE document_id = :plan AND part = :part"
    for part in range(1, whole["parts"] + 1):
        row = await read_one(datasette, sql, plan=plan, part=part)
        more = part < whole["parts"]
        await send({"type": "http.response.body", "body": row["content"] if row else b"", "more_body": more})


async def robots_file() -> Response:
    """`/robots.txt`: pages are for everybody; endless variants of a table or a query are not for robots."""
    return Response.text("User-agent: *\nDisallow: /*?sql=\nDisallow: /*?_\nDisallow: /*&_\nAllow: /\n")


async def read_one(datasette: Datasette, sql: str, **parameters: object) -> Record | None:
    """One row of the plans' database."""
    name = plans_database(datasette)
    row: Record | None = await datasette.get_database(name).execute_fn(lambda one: fetch_one(one, sql, **parameters))
    return row


def database_path(datasette: Datasette) -> Path:
    """The file of the plans' database."""
    return Path(datasette.get_database(plans_database(datasette)).path)


def plan_citation(datasette: Datasette, request: Request, plan: Record | None) -> Citation | None:
    """How to cite the data of a plan as a whole."""
    return cite_part(datasette, request, plan, "", plan["id"]) if plan else None


def data_set_citation(datasette: Datasette, request: Request, plans: list[Record]) -> Citation | None:
    """How to cite all of it: as the plan where there is but one, else by the publishers and the years of all."""
    if len(plans) < 2:
        return plan_citation(datasette, request, next(iter(plans), None))
    years = sorted({plan["year"] for plan in plans if plan["year"]})
    publishers = sorted({plan["publisher"] or plan["file"] for plan in plans})
    together = {
        "publisher": "; ".join(publishers),
        "year": "–".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else "",
        "title": "",
        "file": "",
    }
    return cite_part(datasette, request, together, "", "workplans")


def cite_part(datasette: Datasette, request: Request, plan: Record, part: str, key: str) -> Citation:
    """How to cite a part of a plan, or all of it; the address is that of the page, or of the site."""
    facts = build_facts(datasette, plans_database(datasette) or "")
    path = request.path if part else datasette.urls.path("/")
    return cite(
        Cited(
            key=key, publisher=plan["publisher"] or plan["file"], year=str(plan["year"] or ""),
            title=plan["title"] or plan["file"], part=part, dataset=publication().title,
            address=datasette.absolute_url(request, path), sha256=facts["sha256"], built_on=facts["built_on"],
        )
    )  # fmt: skip


def activity_citation(datasette: Datasette, request: Request, context: Record) -> Citation:
    """How to cite one activity."""
    row = context["activity"]
    return cite_part(datasette, request, context["plan"], f"activity {row['id']}, page {row['page']}", row["id"])

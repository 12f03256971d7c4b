"""One search over everything: activities, organisations, places, purposes, the plans' own text and their glossaries."""

import re
import sqlite3

from workplan_extract.models import Frozen
from workplan_extract.site.addresses import Addresses, pdf_page
from workplan_extract.site.lookup import Record, fetch
from workplan_extract.site.periods import period_name

MOST = 30

# What stands before and after a hit while it is still plain text: no plan holds these characters.
OPEN, CLOSE = "\x02", "\x03"

ACTIVITIES_SQL = """
SELECT a.id, a.quarter, a.period, a.page, d.year, coalesce(nullif(d.publisher_acronym, ''), d.publisher) AS publisher,
  snippet(activities_fts, 0, char(2), char(3), '…', 40) AS text
FROM activities_fts JOIN activities a ON a.rowid = activities_fts.rowid JOIN documents d ON d.id = a.document_id
WHERE activities_fts MATCH :words ORDER BY activities_fts.rank, a.rowid LIMIT :most
"""
# An activity may name an organisation by its acronym: whoever looks for the full name wants it too.
NAMING_SQL = """
SELECT a.id, a.quarter, a.period, a.page, d.year, coalesce(nullif(d.publisher_acronym, ''), d.publisher) AS publisher,
  a.activity AS text
FROM activities a JOIN documents d ON d.id = a.document_id
WHERE a.id IN (
  SELECT ao.activity_id FROM activity_organisations ao JOIN organisations o ON o.organisation = ao.organisation
  WHERE o.rowid IN (SELECT rowid FROM organisations_fts WHERE organisations_fts MATCH :words))
AND a.rowid NOT IN (SELECT rowid FROM activities_fts WHERE activities_fts MATCH :words)
ORDER BY a.rowid LIMIT :most
"""
ORGANISATIONS_SQL = """
SELECT o.organisation, o.slug, o.acronym, o.kind,
  (SELECT count(DISTINCT activity_id) FROM activity_organisations ao WHERE ao.organisation = o.organisation) AS count
FROM organisations_fts JOIN organisations o ON o.rowid = organisations_fts.rowid
WHERE organisations_fts MATCH :words ORDER BY count DESC, o.organisation LIMIT :most
"""
PLACES_SQL = """
SELECT l.id, l.location, l.kind, l.country_name,
  (SELECT count(DISTINCT activity_id) FROM activity_locations al WHERE al.location_id = l.id) AS count
FROM locations l WHERE l.location LIKE :like OR l.country_name LIKE :like OR l.country_aliases LIKE :like
ORDER BY count DESC, l.location LIMIT :most
"""
PURPOSES_SQL = """
SELECT p.id, p.label, p.description, d.year FROM purposes p JOIN documents d ON d.id = p.document_id
WHERE p.title LIKE :like OR p.description LIKE :like ORDER BY d.year DESC, p.number LIMIT :most
"""
SECTIONS_SQL = """
SELECT s.heading, s.page, s.document_id, d.year, d.title,
  snippet(sections_fts, -1, char(2), char(3), '…', 30) AS text
FROM sections_fts JOIN sections s ON s.rowid = sections_fts.rowid JOIN documents d ON d.id = s.document_id
WHERE sections_fts MATCH :words ORDER BY sections_fts.rank LIMIT :most
"""
GLOSSARY_SQL = """
SELECT g.acronym, g.expansion, g.document_id, d.year FROM glossary_fts JOIN glossary g ON g.rowid = glossary_fts.rowid
  JOIN documents d ON d.id = g.document_id
WHERE glossary_fts MATCH :words ORDER BY g.acronym LIMIT :most
"""


class Bit(Frozen):
    """A bit of a text that was found, hit or not."""

    text: str
    hit: bool


def fts_words(words: str) -> str:
    """What a reader typed → an FTS5 query: all the words, the last one as a beginning; nothing in it has a meaning."""
    found = re.findall(r"\w+", words)[:20]
    return " ".join([*(f'"{word}"' for word in found[:-1]), f'"{found[-1]}"*']) if found else ""


def like_pattern(words: str) -> str:
    """What a reader typed → a LIKE pattern that looks for it anywhere."""
    return f"%{' '.join(words.replace('%', ' ').replace('_', ' ').split())}%"


def search_context(connection: sqlite3.Connection, addresses: Addresses, words: str) -> Record:
    """What was found, sort by sort."""
    query = fts_words(words)
    if not query:
        return {"words": words, "groups": {}, "total": 0}
    ask = {"words": query, "most": MOST}
    like = {"like": like_pattern(words), "most": MOST}
    activities = fetch(connection, ACTIVITIES_SQL, **ask)
    groups = {
        "activities": [found_activity(row, addresses) for row in activities],
        "naming": [found_activity(row, addresses) for row in fetch(connection, NAMING_SQL, **ask)],
        "organisations": [
            {**row, "href": addresses.organisation(row["slug"])} for row in fetch(connection, ORGANISATIONS_SQL, **ask)
        ],
        "places": [{**row, "href": addresses.place(row["id"])} for row in fetch(connection, PLACES_SQL, **like)],
        "purposes": [{**row, "href": addresses.purpose(row["id"])} for row in fetch(connection, PURPOSES_SQL, **like)],
        "sections": [found_section(row, addresses) for row in fetch(connection, SECTIONS_SQL, **ask)],
        "glossary": [
            {**row, "href": addresses.plan(row["document_id"])} for row in fetch(connection, GLOSSARY_SQL, **ask)
        ],
    }
    return {"words": words, "groups": groups, "most": MOST, "total": sum(map(len, groups.values()))}


def found_activity(row: Record, addresses: Addresses) -> Record:
    """An activity that was found, with its address."""
    when = period_name(row["quarter"], row["period"])
    return {**row, "bits": bits(row["text"]), "href": addresses.activity(row["id"]), "when": when}


def found_section(row: Record, addresses: Addresses) -> Record:
    """A piece of a plan's text that was found."""
    page = pdf_page(row["document_id"], row["page"])
    return {**row, "bits": bits(row["text"]), "href": addresses.plan(row["document_id"]), "pdf": page}


def bits(text: str) -> tuple[Bit, ...]:
    """A text with its hits between `OPEN` and `CLOSE` → bits."""
    parts = re.split(f"{OPEN}(.*?){CLOSE}", text, flags=re.DOTALL)
    return tuple(Bit(text=part, hit=bool(nth % 2)) for nth, part in enumerate(parts) if part)

"""The SQL of the views."""

LISTED_ROLES = {
    "partners": "partner",
    "requesters": "requester",
    "funders": "funder",
    "hosts": "host",
    "participants": "participant",
    "mentioned": "mentioned",
}


def organisations_with(role: str) -> str:
    """SQL for the names of an activity's organisations in one role."""
    return f"""(
    SELECT group_concat(organisation, '; ') FROM (
      SELECT organisation FROM activity_organisations ao
      WHERE ao.activity_id = a.id AND ao.role = '{role}' ORDER BY ao.position))"""  # noqa: S608 our own role names


def places_with(role: str) -> str:
    """SQL for the names of an activity's places in one role."""
    return f"""(
    SELECT group_concat(location, '; ') FROM (
      SELECT location FROM activity_locations al
      WHERE al.activity_id = a.id AND al.role = '{role}' ORDER BY al.position))"""  # noqa: S608 our own role names


WIDE_SQL = f"""
SELECT
  a.id,
  'planned' AS status,
  d.publisher,
  d.year,
  a.quarter,
  a.period,
  a.starts_on,
  a.ends_on,
  a.position,
  a.activity,
  a.purposes,
  (
    SELECT group_concat(title, '; ') FROM (
      SELECT coalesce(nullif(p.title, ''), p.label) AS title
      FROM activity_purposes ap JOIN purposes p ON p.id = ap.purpose_id
      WHERE ap.activity_id = a.id ORDER BY ap.purpose)) AS purpose_titles,
  {", ".join(f"{organisations_with(role)} AS {column}" for column, role in LISTED_ROLES.items())},
  {places_with("venue")} AS venues,
  {places_with("focus")} AS focus_places,
  (
    SELECT group_concat(country_name, '; ') FROM (
      SELECT DISTINCT l.country_name FROM activity_locations al JOIN locations l ON l.id = al.location_id
      WHERE al.activity_id = a.id AND l.country_name <> '' ORDER BY l.country_name)) AS countries,
  a.kind,
  a.mode,
  a.series,
  a.series_number,
  (
    SELECT group_concat(topic, '; ') FROM (
      SELECT topic FROM activity_topics t WHERE t.activity_id = a.id ORDER BY t.position)) AS topics,
  a.audience,
  a.page,
  a.document_id,
  d.title AS document_title,
  d.file,
  coalesce(nullif(d.url, '') || '#page=' || a.page, d.file || ', page ' || a.page) AS source
FROM activities a JOIN documents d ON d.id = a.document_id
ORDER BY a.rowid
""".strip()  # noqa: S608 our own names

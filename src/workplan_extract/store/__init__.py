"""From workplans to SQLite, CSV, a workbook and a data package. The only home of sqlite-utils."""

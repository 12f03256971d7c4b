"""The Datasette plugin. The only home of Datasette."""

"""Where each page is. Paths are those below the site's root; templates put the root before them."""

from urllib.parse import urlencode

from datasette.utils import tilde_encode

from workplan_extract.models import Frozen


class Addresses(Frozen):
    """The addresses of a site whose database has this name."""

    database: str

    def row(self, table: str, key: str) -> str:
        """A row's page, Datasette's own address for it."""
        return f"/{tilde_encode(self.database)}/{table}/{tilde_encode(key)}"

    def activity(self, id_: str) -> str:
        """An activity's page."""
        return self.row("activities", id_)

    def organisation(self, slug: str) -> str:
        """An organisation's page."""
        return self.row("organisations", slug)

    def place(self, id_: str) -> str:
        """A place's page."""
        return self.row("locations", id_)

    def purpose(self, id_: str) -> str:
        """A purpose's page."""
        return self.row("purposes", id_)

    def plan(self, id_: str) -> str:
        """A plan's page."""
        return self.row("documents", id_)

    def activities(self, **filters: str) -> str:
        """The list of activities, narrowed down."""
        given = {name: value for name, value in filters.items() if value}
        return "/activities" + (f"?{urlencode(given)}" if given else "")

    def table(self, name: str, **arguments: str) -> str:
        """A table's page."""
        path = f"/{tilde_encode(self.database)}/{tilde_encode(name)}"
        return path + (f"?{urlencode(arguments)}" if arguments else "")


def picture(sha256: str) -> str:
    """The picture with this hash."""
    return f"/-/pictures/{sha256}.jpg"


def pdf_page(document: str, page: int | None = None) -> str:
    """The site's copy of a plan's PDF, at a page."""
    return f"/-/plans/{tilde_encode(document)}.pdf" + (f"#page={page}" if page else "")

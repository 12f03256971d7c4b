"""The outermost layer of the site: which requests are let in, and which headers go out."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from workplan_extract.site.limits import bound_process

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# Nothing from elsewhere, nothing inline: no page of the site has a script or a style of its own in it.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A browser's own viewer of PDFs is a page with scripts and styles, and shows nothing under that policy.
PDF_POLICY = "frame-ancestors 'none'"

HEADERS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
]
READING = {"GET", "HEAD", "OPTIONS"}

# Datasette's pages for its developers: of no use to a reader, and with scripts in them that the policy forbids.
CLOSED = re.compile(r"/-/(allow-debug|auth-token|logout|messages|patterns|permissions|threads)(\.json)?/?$")

# What is addressed by its hash never changes; pages change when a new build is put in place.
FOREVER = b"public, max-age=31536000, immutable"
SHORTLY = b"public, max-age=300"


def guarded(app: App, base_url: str = "/") -> App:
    """The application behind the guard. `base_url` is the path that the site stands under."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":  # a server has started; where the application is only called, there is none
            bound_process()
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = scope["path"]

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = guard_headers(message.get("headers", []), path, scope["query_string"], message["status"])
                message = {**message, "headers": headers}
            await send(message)

        if scope["method"] not in READING:
            await refuse(send_guarded, 405, b"This site can only be read.")
        elif CLOSED.fullmatch("/" + path.removeprefix(base_url).lstrip("/")):
            await refuse(send_guarded, 404, b"There is no such page.")
        else:
            await app(scope, receive, send_guarded)

    return guard


async def refuse(send: Send, status: int, reason: bytes) -> None:
    """A short answer in plain text."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(reason)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason})


def guard_headers(given: Headers, path: str, query: bytes, status: int) -> Headers:
    """The headers of a response, made safe."""
    headers = [(name.lower(), value) for name, value in given]
    kept = [(name, safe_location(value) if name == b"location" else value) for name, value in headers]
    names = {name for name, _ in kept}
    policy = PDF_POLICY if dict(kept).get(b"content-type") == b"application/pdf" else CONTENT_SECURITY_POLICY
    extra = [*HEADERS, (b"content-security-policy", policy.encode())]
    if status == 200 and b"set-cookie" not in names:
        kept = [(name, value) for name, value in kept if name != b"cache-control" or b"private" in value]
        extra.append((b"cache-control", lifetime(path, query)))
    return kept + [(name, value) for name, value in extra if name not in {name for name, _ in kept}]


def lifetime(path: str, query: bytes) -> bytes:
    """How long a response may be kept: for ever where the address holds a hash."""
    hashed = re.search(r"/-/pictures/[0-9a-f]{64}\.jpg$", path) or ("/-/static" in path and query)
    return FOREVER if hashed else SHORTLY


def safe_location(location: bytes) -> bytes:
    r"""A redirect that stays on this site: browsers read `/\host` and `//host` as another host's address.

    An address with a scheme is Datasette's own, made from the request's host, and stays as it is.
    """
    if not location.startswith((b"/", b"\\")):
        return location
    return b"/" + location.replace(b"\\", b"%5C").lstrip(b"/")

"""The bytes of a page's description → its numbers, strings, names and operators, read fast.

pdfminer reads the description of a page byte by byte, in Python, which takes most of its time. Here one regular
expression finds the tokens (ISO 32000-1, 7.2 to 7.3 and 7.8.2), all at once. What the expression does not know, inline
images above all, is left to pdfminer's own parser.
"""

import re
from collections.abc import Callable
from typing import Any

from pdfminer.psparser import KWD, LIT

_BLANK = r"[\0\t\n\f\r\x20]"
_END = r"(?= [\0\t\n\f\r\x20()<>\[\]{}/%] | \Z )"
_TOKEN = rf"""
    [+-]? (?: \d++ (?: \.\d*+ )?+ | \.\d++ ) {_END}
    | [A-Za-z'"] [A-Za-z0-9'"*]*+ {_END}
    | \( (?: [^()\\]++ | \\. | \( (?: [^()\\]++ | \\. )*+ \) )*+ \)
    | /[^\0\t\n\f\r\x20()<>\[\]{{}}/%]*+
    | < [0-9A-Fa-f\0\t\n\f\r\x20]*+ >
    | \[ | \] | << | >>
"""
ONE_TOKEN = re.compile(_TOKEN.encode(), re.VERBOSE | re.DOTALL)
TOKENS = re.compile(
    rf"{_BLANK}*+ (?: %[^\r\n]*+ {_BLANK}*+ )*+ ( {_TOKEN} | \Z | .++ )".encode(), re.VERBOSE | re.DOTALL
)
"""Each token; from the first place that holds something else, all that follows comes as one."""
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
BLANK = re.compile(_BLANK.encode())
OPENING = frozenset({b"[", b"<<"})
BRACKETS = OPENING | {b"]", b">>"}
BOOLEANS = {b"true": True, b"false": False}
NAME = type(LIT("A"))


class UnknownTokenError(ValueError):
    """Something that only pdfminer's own parser reads."""


def content_to_objects(data: bytes) -> list[Any]:
    """The bytes of a page's description → numbers, strings, names, lists, dictionaries and operators, in order.

    Raises:
        UnknownTokenError: it holds something else.
    """
    tokens = data_to_tokens(data)
    values = [*map(_Values().__getitem__, tokens)]
    objects: list[Any] = []
    outer: list[list[Any]] = []
    start = 0
    for place in [place for place, token in enumerate(tokens) if token in BRACKETS]:
        objects += values[start:place]
        start = place + 1
        if tokens[place] in OPENING:
            outer.append(objects)
            objects = []
        else:
            objects = _closed(outer, objects, tokens[place])
    if outer:
        raise UnknownTokenError("a list or dictionary without end")
    return objects + values[start:]


class _Values(dict[bytes, object]):
    """Token → value; filled as tokens are met, since most are met again."""

    def __missing__(self, token: bytes) -> object:
        self[token] = value = VALUES.get(token[0], _to_word)(token)
        return value


def data_to_tokens(data: bytes) -> list[bytes]:
    """All tokens of a page's description.

    Raises:
        UnknownTokenError: something in it is none.
    """
    tokens: list[bytes] = TOKENS.findall(data)
    while tokens and not tokens[-1]:
        tokens.pop()
    if tokens and not ONE_TOKEN.fullmatch(tokens[-1]):
        raise UnknownTokenError(f"{len(tokens[-1])} bytes from the end")
    return tokens


def _to_number(digits: bytes) -> object:
    return float(digits) if b"." in digits else int(digits)


def _to_word(word: bytes) -> object:
    if word == b"BI":
        raise UnknownTokenError("an inline image")
    return BOOLEANS[word] if word in BOOLEANS else KWD(word)


def _to_text(token: bytes) -> object:
    return ESCAPE.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8) & 0xFF,))
    return ESCAPES.get(code, code)


def _to_name(token: bytes) -> object:
    if b"#" in token:
        raise UnknownTokenError("a name with a character's number")
    try:
        return LIT(token[1:].decode())
    except UnicodeDecodeError as error:
        raise UnknownTokenError("a name that is no UTF-8") from error


def _to_bytes(token: bytes) -> object:
    packed = BLANK.sub(b"", token[1:-1])
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _closed(outer: list[list[Any]], inner: list[Any], end: bytes) -> list[Any]:
    """The objects around a list or dictionary, with it at their end."""
    if not outer:
        raise UnknownTokenError("an end without a beginning")
    around = outer.pop()
    if end == b"]":
        around.append(inner)
        return around
    keys, values = inner[::2], inner[1::2]
    if len(keys) != len(values) or not all(isinstance(key, NAME) for key in keys):
        raise UnknownTokenError("a dictionary that is none")
    around.append({key.name: value for key, value in zip(keys, values, strict=True)})
    return around


VALUES: dict[int, Callable[[bytes], object]] = {
    **dict.fromkeys(b"0123456789+-.", _to_number),
    ord("("): _to_text,
    ord("/"): _to_name,
    ord("<"): _to_bytes,
}
"""What a token with this first byte becomes; any other is a word."""

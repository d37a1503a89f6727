"""How the bytes of a text file become characters, decided from all of them before the first row is read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from coprod.readers.errors import UnreadableInput

_CHUNK: Final = 1 << 20
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook; a workbook's name ends in .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or a password-protected file; save it as .xlsx without a password"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
)
_CONTROL: Final = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})


class Encoding(msgspec.Struct, frozen=True):
    """The encoding of a file, by Python's name, and what its user should know about it."""

    name: str
    notice: str = ""


def detect(path: Path) -> Encoding:
    """The encoding of a text file: a byte order mark decides, else UTF-8, UTF-16 or Windows-1252, whichever fits.

    Raises:
        UnreadableInput: the file is missing, empty, binary, or damaged UTF-8.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: is a folder; a file was expected") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be opened: {error.strerror}") from None
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnreadableInput(f"{path}: is {what}")
    name = next((name for bom, name in _BOMS if head.startswith(bom)), "") or _utf16(head) or "utf-8"
    try:
        if not any(_decoded(path, name)):
            raise UnreadableInput(f"{path}: is empty; a header and at least one row were expected")
    except UnicodeDecodeError:
        if name != "utf-8":
            raise UnreadableInput(f"{path}: is not valid {name.upper()}; save it as UTF-8") from None
        return _windows(path)
    return Encoding(name)


def _decoded(path: Path, name: str) -> Iterator[bool]:
    """Whether each part of the file holds something; every part is decoded."""
    decoder = codecs.getincrementaldecoder(name)()
    found = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            if "\x00" in text:
                raise UnreadableInput(f"{path}: is a binary file; a text table, JSON or .xlsx was expected")
            found = found or not (text.isspace() or not text.strip("\ufeff"))
        decoder.decode(b"", final=True)
    yield found


def _utf16(head: bytes) -> str:
    """UTF-16 without a byte order mark shows in zero bytes on one side of nearly every pair."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.1 * pairs else ""


def _windows(path: Path) -> Encoding:
    """Windows-1252, unless the file is UTF-8 but for a few bytes."""
    proper = broken = line = at = byte = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    control = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            control += len(chunk) - len(chunk.translate(None, _CONTROL))
            for char in (text := decoder.decode(chunk)):
                if char >= "\x80":
                    escaped = "\udc80" <= char <= "\udcff"
                    broken += escaped
                    proper += not escaped
                    if escaped and not at:
                        at, byte = line + text[: text.index(char)].count("\n") + 1, ord(char) - 0xDC00
            line += text.count("\n")
    if control:
        raise UnreadableInput(f"{path}: is a binary file; a text table, JSON or .xlsx was expected")
    if proper > broken:
        raise UnreadableInput(
            f"{path}, line {at}: is UTF-8, but for the byte 0x{byte:02X}; put that character right and save it as UTF-8"
        )
    try:
        any(_decoded(path, "cp1252"))
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path}: is neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8") from None
    return Encoding("cp1252", "is not UTF-8 and was read as Windows-1252; save it as UTF-8 if letters look wrong")

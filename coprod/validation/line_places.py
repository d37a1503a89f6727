"""Where triples stand in files that are written a line at a time: no parse of the whole, only of what is wanted.

N-Triples and N-Quads are such files, and so is the Turtle and TriG that `coprod map` writes: a statement starts on a
line of its own and ends with one. A Turtle file is proved to be of that form before it is read so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from coprod.validation.spots import Spot
from coprod.validation.turtle_places import turtle_spots

_TERM: Final = r'(<[^>\n]*>|_:\S+|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^<[^>\n]*>)?)'
_LINE: Final = re.compile(rf"[ \t]*{_TERM}[ \t]*{_TERM}[ \t]*{_TERM}")
_FIRST: Final = re.compile(r"^[ \t]*<([^>\n]*)>", re.MULTILINE)
_ESCAPE: Final = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tbnrf"\'\\])')
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def ntriples_spots(text: str, wanted: Collection[str], *, objects: bool = False) -> list[Spot]:
    """The triples of an N-Triples or N-Quads text whose subject is wanted.

    Args:
        text: one triple or quad in each line.
        wanted: IRIs.
        objects: whether triples with a wanted object count too.
    """
    starts = {m.start() for m in _FIRST.finditer(text) if _unescaped(m[1]) in wanted}
    if objects:
        starts.update(text.rfind("\n", 0, at) + 1 for at in _occurrences(text, [f"<{iri}>" for iri in wanted]))
    return [spot for start in sorted(starts) for spot in _line(text, start)]


def _line(text: str, start: int) -> Iterator[Spot]:
    match = _LINE.match(text, start)
    if match:
        terms = [_lexical(match[i]) for i in (1, 2, 3)]
        datatype = match[3].rpartition("^^<")[2][:-1] if match[3].startswith('"') and match[3].endswith(">") else ""
        yield Spot(terms[0], terms[1], terms[2], match.start(1), match.start(3), datatype)


def _lexical(term: str) -> str:
    if term.startswith("<"):
        return _unescaped(term[1:-1])
    return _unescaped(term[1 : term.rindex('"')]) if term.startswith('"') else term


def _unescaped(text: str) -> str:
    r"""Escapes of N-Triples undone.

    >>> _unescaped(r"caf\u00e9\n")
    'café\n'
    """
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1][1:], 16)) if m[1][0] in "uU" else _ESCAPED.get(m[1], m[1]), text)


_PREFIX: Final = re.compile(r"^@prefix ([^\s:]*): <([^>\n]*)> \.$", re.MULTILINE)
_IRREGULAR: Final = re.compile(
    r"^(?=[\s\S])(?!\t{0,2}[^@\s#].* [.;]$|\S+ \{$|\}$|@prefix [^\s:]*: <[^>\n]*> \.$)", re.MULTILINE
)
_SUSPECT: Final = re.compile(r"""^.*(?:[#'\[]|[ \t"'>]\..|\.[ \t].|[{}].).*$""", re.MULTILINE)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>]*>|\\.')
_INSIDE: Final = re.compile(r"""[#'"<\[]|[ \t\0]\..|\.[ \t].|[{}].""")
_SUBJECT: Final = re.compile(r"(?:(?<=[.{}]\n)|\A)\t?([^\s@}]\S*) ")


def is_regular(text: str) -> bool:
    r"""Whether each statement of a Turtle or TriG text starts on a line of its own, and no line lies in a string.

    >>> is_regular('@prefix a: <urn:a> .\na:b a:c "d" ;\n\ta:e a:f .\n')
    True
    >>> is_regular("@prefix a: <urn:a> .\na:b a:c a:d . a:e a:f a:g .\n")
    False
    """
    if '"""' in text or "'''" in text or "\r" in text or _IRREGULAR.search(text):
        return False
    return not any(_INSIDE.search(_QUOTED.sub("\0", line[0])) for line in _SUSPECT.finditer(text))


def regular_spots(text: str, wanted: Collection[str], *, objects: bool = False) -> list[Spot]:
    """The triples of a regular Turtle or TriG text whose subject is wanted.

    Args:
        text: a text for which `is_regular` holds.
        wanted: IRIs.
        objects: whether triples with a wanted object count too.

    Raises:
        ValueError: rdflib cannot read a statement.
    """
    prefixes = {m[1]: m[2] for m in _PREFIX.finditer(text)}
    starts = {m.start(1) for m in _SUBJECT.finditer(text) if _iri(m[1], prefixes) in wanted}
    if objects:
        names = [name for iri in wanted for name in _names(iri, prefixes)]
        starts.update(_statement_start(text, at) for at in _occurrences(text, names))
    spots = []
    for start in sorted(starts):
        end = text.find(" .\n", start)
        statement = text[start : len(text) if end < 0 else end + 2]
        for spot in turtle_spots(statement, wanted, prefixes=prefixes):
            spots.append(spot._replace(subject_at=spot.subject_at + start, object_at=spot.object_at + start))
    return spots


def _iri(name: str, prefixes: dict[str, str]) -> str:
    if name.startswith("<"):
        return _unescaped(name[1:-1])
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "_:") + re.sub(r"\\(.)", r"\1", local)


def _names(iri: str, prefixes: dict[str, str]) -> Iterator[str]:
    """How an IRI may be written, with the escapes of our writer."""
    yield f"<{iri}>"
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            yield f"{prefix}:{re.sub(r'([^0-9A-Za-z_:.-]|[.]$)', _escape, iri[len(namespace) :])}"


def _escape(match: re.Match[str]) -> str:
    return "\\" + match[1] if match[1] in "~!$&'()*+,;=/?#@%.-" else match[1]


def _statement_start(text: str, at: int) -> int:
    """Where the statement starts that a place lies in."""
    start = max(text.rfind(f"{end}\n", 0, at) for end in (" .", "{", "}")) + 2
    while text[start] in "\n\t ":
        start += 1
    return start


def _occurrences(text: str, names: list[str]) -> Iterator[int]:
    """Where one of the names stands as an object."""
    from ahocorasick_rs import AhoCorasick

    for _, start, end in AhoCorasick(names).find_matches_as_indexes(text, overlapping=True):
        if text[start - 1 : start] in (" ", "\t") and text[end : end + 1] in (" ", "\n", ","):
            yield start

"""What a parser of SPARQL complains about, in words for people."""

from __future__ import annotations

import re

from coprod.names import PREFIXES

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<expected>.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][a-z]* [^,\[]+")
_SHOWN = 50


def not_sparql(text: str, message: str) -> str:
    """One line about a query that the parser refused, with the place and what stands before it.

    >>> not_sparql("SELECT ?x (COUNT(?y) AS ?n) { }", "error at 1:32: expected one of A variable is unbound, [_]")
    'this is not SPARQL: line 1, column 32, after “SELECT ?x (COUNT(?y) AS ?n) { }”: a variable is unbound'
    >>> not_sparql("SELEKT", "error at 1:7: expected one of PREFIX, SELECT, [_]")
    'this is not SPARQL: line 1, column 7, after “SELEKT”: something is missing or misspelt'
    """
    found = _PLACE.match(message)
    if not found:
        return f"this is not SPARQL: {message}"
    line, column = int(found["line"]), int(found["column"])
    lines = text.splitlines()[:line] or [""]
    before = " ".join(" ".join([*lines[:-1], lines[-1][: column - 1]]).split())
    after = f", after “{'… ' if len(before) > _SHOWN else ''}{before[-_SHOWN:].strip()}”" if before else ""
    sentence = _SENTENCE.search(found["expected"])
    reason = sentence[0].strip() if sentence else "something is missing or misspelt"
    reason = reason[0].lower() + reason[1:]
    if reason == "prefix not found":
        reason += f"; known without PREFIX are {', '.join(sorted(PREFIXES))}"
    return f"this is not SPARQL: line {line}, column {column}{after}: {reason}"

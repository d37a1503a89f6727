"""Cuts a slot's text into tokens, cleans what is no language, and keeps the offsets into the text as given."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from coprod.grounding.closed import WORDS
from coprod.grounding.glue import Glue, Repair
from coprod.grounding.repair import acronym
from coprod.grounding.words import british, fold, key, stem

_TOKEN = re.compile(
    r"""
    (?P<noise> (?i:pubmed\s*id\s*:?\s*)? (?i:https?://|www\.)\S+ | (?i:\bpubmed\s+id\b:?) | (?i:\bdoi:\s*\S+)
             | \b10\.\d{4,9}/\S+
             | \[\s*\d[\d\s,;–-]*\] | \b[A-Z]{2,}\d*-[A-Z]+\d*-\d+\b )
  | (?P<word> [^\W_]+ (?:['’][^\W_]+)* )
  | (?P<mark> =/= | -->|->|→|=>|:=|\.\.\.|…|[^\s\w] )
    """,
    re.VERBOSE,
)
_HYPHENS = frozenset("-‐‑–­")
_SPACED_OUT = re.compile(r"\b([Cc]o) ([-–]) (?=[a-z])")
"""The "co" of "co - production"."""
_ITEM = re.compile(r"\(\d{1,2}\)|(?<!\S)\d{1,2}\)(?=\s)")
"""The number of an item: "(1) … (2) …"."""
_MOST_PIECES = 200_000
_CONTRACTED = ("ion", "ation", "tion", "ition")
"""What is left out in "destruct'n", "consult'n"."""
_SMALL_WORDS = WORDS["glued"]
_STANDING_ALONE = _SMALL_WORDS | {"a", "i", "no", "not", "be"}
"""Words that are no broken-off beginning of another one."""
_SHORTEST_MENDED = 6
_NOTE = re.compile(r"([^\W\d_]{5,})\d{1,3}")
"""A word with the number of a note or a reference right after it."""
_UNDECODED = re.compile("â€[\x80-\x9f“”]?")
_APOSTROPHES = frozenset("'’")
_DROPPED = frozenset("\"'“”‘’«»`*_#")
_MARKS = {"&": "and", "@": "at", "=/=": "≠", "→": "->", "-->": "->", "=>": "->", "—": ",", "…": ",", "...": ","}


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or a mark: its forms for matching and where it stands."""

    form: str
    """Folded and repaired; a mark is itself."""
    key: str
    """The form under which nouns are compared."""
    stem: str
    """The form under which cues are compared."""
    start: int
    end: int
    is_word: bool
    possessive: bool = False
    hyphenated: bool = False
    """A hyphen stands between this word and the one before."""
    upper: bool = False
    """Written in capitals, as acronyms are."""
    repaired: bool = False

    def moved(self, by: int) -> Token:
        """The same token further on in a text."""
        return Token(
            self.form, self.key, self.stem, self.start + by, self.end + by,
            self.is_word, self.possessive, self.hyphenated, self.upper, self.repaired,
        )  # fmt: skip


class _Piece(NamedTuple):
    """What stands between two spaces."""

    tokens: list[Token]
    hyphen: bool
    """A hyphen is left over at its end."""
    stop: bool
    """A full stop is."""
    strange: bool
    """It is one word that no list knows, or a part of one."""


class Tokeniser:
    """Tokenises with a vocabulary, which tells a broken word ("exper-tise") from a compound ("user-led").

    >>> tokenise = Tokeniser({"expertise", "codesign"}, {"personcentred"}, lambda word: None)
    >>> [t.form for t in tokenise("exper-tise in co-design [12]")]
    ['expertise', 'in', 'codesign']
    >>> [t.form for t in tokenise("person centred, user-led")]
    ['personcentred', ',', 'user', 'led']
    """

    def __init__(
        self,
        known: Container[str],
        joined: Container[str],
        repair: Repair,
        abbreviations: Mapping[str, str] | None = None,
        paired: Container[str] = (),
    ) -> None:
        """Takes the `known` words, compounds that are `joined`, and the stems of words that stand side by side.

        `paired` tells two glued words ("tookpart") from a compound that only looks like it ("workplace").
        """
        self._known = known
        self._joined = joined
        self._glue = Glue(known, paired, repair)
        self._repair = repair
        self._short = dict(abbreviations or {})
        self._respun = {s[1:]: w for s, w in self._short.items() if s.startswith("=")}
        self._forms: dict[str, tuple[str, str, str, bool]] = {}
        self._pieces: tuple[dict[str, _Piece], dict[str, _Piece]] = ({}, {})

    def __call__(self, text: str) -> list[Token]:
        """The tokens of a text."""
        if "â€" in text:
            text = _UNDECODED.sub(lambda m: "-" + "\xad" * (len(m.group()) - 1), text)
        if "o - " in text or "o – " in text:
            text = _SPACED_OUT.sub(r"\1\2  ", text)
        if "1)" in text and "2)" in text:
            text = _ITEM.sub(lambda m: ";".ljust(len(m.group())), text)
        if "[" in text or "ubmed" in text or "ubMed" in text or "doi" in text:
            out = self._cut(text)[0]
        else:
            out = self._assembled(text)
        respun = self._respun
        for i, token in enumerate(out):
            if token.form in respun:
                out[i] = self._written_out(token)
        return out

    def _assembled(self, text: str) -> list[Token]:
        """The tokens of a text whose pieces between spaces stand for themselves; each piece is cut once only."""
        out: list[Token] = []
        joined = self._joined
        hyphen = stop = strange = False
        at = 0
        for piece in text.split():
            offset = text.index(piece, at)
            at = offset + len(piece)
            known = self._pieces[hyphen].get(piece)
            if known is None:
                known = self._piece(piece, hyphen)
            if stop and (piece[0].isupper() or piece[0].isdigit()):
                out.append(Token(".", ".", ".", offset - 1, offset, False))
            at_start = len(out)
            out += [t.moved(offset) for t in known.tokens] if offset else known.tokens
            if 0 < at_start < len(out):
                before, token = out[at_start - 1], out[at_start]
                if (
                    before.is_word and token.is_word
                    and (
                        hyphen or before.form == "co"
                        or before.form + token.form in joined or before.form + token.key in joined
                    )
                    and (hyphen or before.form not in _SMALL_WORDS)
                ):  # fmt: skip
                    whole = self._join(before, token, hyphen, hyphen)
                    if whole is not None:
                        out[at_start - 1 : at_start + 1] = [whole]
                        if len(out) == at_start or out[at_start].hyphenated:
                            self._rejoin(out, at_start)
                elif (strange or known.strange) and before.is_word and token.is_word:
                    whole = self._mended(before, token, text)
                    if whole is not None:
                        out[at_start - 1 : at_start + 1] = [whole]
            _, hyphen, stop, strange = known
        return out

    def _piece(self, text: str, after_hyphen: bool) -> _Piece:
        """A piece of a text, looked at once; what goes on after a hyphen is never cut where words may be glued."""
        tokens, hyphen, stop = self._cut(text, not after_hyphen)
        strange = len(tokens) == 1 and tokens[0].is_word and (tokens[0].repaired or tokens[0].form not in self._known)
        piece = _Piece(tokens, hyphen, stop, strange)
        pieces = self._pieces[after_hyphen]
        if len(pieces) < _MOST_PIECES:
            pieces[text] = piece
        return piece

    def _mended(self, a: Token, b: Token, text: str) -> Token | None:
        """The word that a space has broken: "pa tient", "c oordinated"; None where there is no such word."""
        first, second = text[a.start : a.end], text[b.start : b.end]
        if not (first.isalpha() and second.isalpha()) or b.start - a.end != 1 or first.lower() in _STANDING_ALONE:
            return None
        form = british(fold(first + second))
        if len(form) < _SHORTEST_MENDED or second[0].isupper() or form not in self._known:
            return None
        return Token(form, key(form), stem(form), a.start, b.end, True, b.possessive, a.hyphenated, False, True)

    def _cut(self, text: str, unglue: bool = True) -> tuple[list[Token], bool, bool]:
        """The tokens of a text, whether a hyphen and whether a full stop is left over at its end."""
        stop = False
        out: list[Token] = []
        hyphen = spaced = False
        dot = -1
        size = len(text)
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind == "noise":
                continue
            start, end = match.span()
            raw = match.group()
            if kind == "mark":
                if (start == dot and raw == ".") or (hyphen and raw == "\xad"):
                    continue
                if raw in _HYPHENS and out and out[-1].is_word and out[-1].end == start:
                    hyphen = True
                    spaced = end < size and text[end].isspace()
                    continue
                hyphen = False
                if raw in _APOSTROPHES and out and out[-1].end == start and out[-1].form[-1:] == "s":
                    out[-1] = replace(out[-1], possessive=True)
                if raw == "." and end == size:
                    stop = True
                if raw in _DROPPED or (raw == "." and not _ends_sentence(text, end)):
                    continue
                if raw == "/" and out and out[-1].form == "with" and out[-1].end == start:
                    continue
                raw = _MARKS.get(raw, raw)
                out.append(Token(raw, raw, raw, start, end, raw in ("and", "at")))
                continue
            short = self._short.get(raw.lower().replace("’", "'")) if acronym(raw) is None else None
            if short is not None and end < size and text[end] in _HYPHENS:
                short = None
            if short is None and end < size and text[end] in "./":
                short = self._short.get(raw.lower() + ".")
            if short is not None:
                dot = end
                for word in short.split():
                    self._add(out, self._word(word, start, end, False), hyphen, spaced)
                    hyphen = False
                continue
            cut = self._glue.cut(raw, text, end) if unglue else 0
            if cut:
                self._add(out, self._word(raw[:cut], start, start + cut, False), hyphen, spaced)
                self._add(out, self._word(raw[cut:], start + cut, end, False), False, False)
            else:
                self._add(out, self._word(raw, start, end, len(raw) > 1 and raw.isupper()), hyphen, spaced)
            hyphen = False
        return out, hyphen, stop

    def _written_out(self, token: Token) -> Token:
        form = self._respun[token.form]
        return replace(token, form=form, key=key(form), stem=stem(form))

    def _add(self, out: list[Token], token: Token, hyphen: bool, spaced: bool) -> None:
        if out and out[-1].is_word:
            joined = self._join(out[-1], token, hyphen, spaced)
            if joined is not None:
                out[-1] = joined
                self._rejoin(out, len(out))
                return
            if hyphen and not spaced:
                token = replace(token, hyphenated=True)
        out.append(token)

    def _rejoin(self, out: list[Token], at: int) -> None:
        """Joins a compound at the token before a place, of which a part was broken: "doctor-pa-tient"."""
        for i in (at, at - 1):
            if 0 < i < len(out) and out[i].hyphenated:
                compound = self._join(out[i - 1], out[i], True, False)
                if compound is not None:
                    out[i - 1 : i + 1] = [compound]

    def _word(self, raw: str, start: int, end: int, upper: bool) -> Token:
        known = self._forms.get(raw)
        if known is None:
            known = self._analyse(raw)
            if len(self._forms) < 200_000:
                self._forms[raw] = known
        form, key_, stem_, repaired = known
        return Token(form, key_, stem_, start, end, True, raw[-2:] in ("'s", "’s"), False, upper, repaired)

    def _analyse(self, raw: str) -> tuple[str, str, str, bool]:
        note = _NOTE.fullmatch(raw)
        if note and (note[1].lower() in self._known or not raw.endswith(("0", "1", "5")) or raw[-2].isdigit()):
            raw = note[1]
        form = fold(raw)
        capitals = acronym(raw)
        if capitals is not None and fold(capitals) in self._known:
            form = fold(capitals)
            return form, key(form), stem(form), True
        if "'" in form:
            if form.endswith("'s"):
                form = form[:-2]
            elif form.endswith("'n") and len(form) > 5:
                form = next((w for e in _CONTRACTED if (w := form[:-2] + e) in self._known), form)
            elif form == "can't":
                form = "cannot"
        form = british(form)
        better = self._repair(form) if form not in self._known else None
        form = better or form
        return form, key(form), stem(form), better is not None

    def _join(self, a: Token, b: Token, hyphen: bool, spaced: bool) -> Token | None:
        whole = a.form + b.form
        if hyphen:
            if not (a.form == "co" or whole in self._joined or whole in self._known):
                better = self._repair(whole) if spaced or b.form not in self._known else None
                if better is None:
                    return None
                whole = better
        elif a.form == "co":
            if whole not in self._known:
                return None
        elif whole not in self._joined and a.form + b.key not in self._joined:
            return None
        better = self._repair(whole) if whole not in self._known else None
        whole = better or whole
        return Token(
            whole, key(whole), stem(whole), a.start, b.end, True, b.possessive, a.hyphenated, a.upper and b.upper,
            a.repaired or b.repaired or better is not None,
        )  # fmt: skip


def _ends_sentence(text: str, end: int) -> bool:
    rest = text[end : end + 3].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit()) and text[end].isspace()

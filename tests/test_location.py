"""Findings stand where the fault is written: file, line and column, and the row of the spreadsheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.names import COPROD, PREFIXES
from coprod.validation.line_places import is_regular, ntriples_spots, regular_spots
from coprod.validation.location import locate
from coprod.validation.report import Finding, Report
from coprod.validation.spots import Spot, line_and_column
from coprod.validation.turtle_places import turtle_spots

EX = "https://example.org/"
HEAD = f"@prefix ex: <{EX}> .\n"
P = EX + "p"

# A file's name, its text with ▲ before the place that is meant, and path and value of a finding about ex:a.
CASES: dict[str, tuple[str, str, str, str]] = {
    "missing property": ("a.ttl", HEAD + "▲ex:a ex:q 1 .\n", P, ""),
    "value": ("a.ttl", HEAD + "ex:a ex:p ▲ex:b .\n", P, EX + "b"),
    "value in a list": ("a.ttl", HEAD + "ex:a ex:p ex:c , ex:d,▲ex:b .\n", P, EX + "b"),
    "value on a later line": ("a.ttl", HEAD + "ex:a a ex:C ;\n\n  ex:p\n\t\tex:c,\n    ▲ex:b .\n", P, EX + "b"),
    "the subject is the typed one": ("a.ttl", HEAD + "ex:a ex:q 1 .\n  ▲ex:a a ex:C .\n", P, ""),
    "too many values": ("a.ttl", HEAD + "ex:a ex:p ex:b , ▲ex:c .\n", P, ""),
    "comments": ("a.ttl", HEAD + "# ex:a ex:p ex:b .\n\nex:a # ;\n ex:p # ex:b .\n  ▲ex:b . # .\n", P, EX + "b"),
    "comment between subject and verb": ("a.ttl", HEAD + "▲ex:a # first\n# second\n ex:q 1 .\n", P, ""),
    "blank lines": ("a.ttl", "\n\n" + HEAD + "\n \n\t\n▲ex:a\n\n ex:q 1 .\n", P, ""),
    "long string before": ("a.ttl", HEAD + 'ex:z ex:q """one\nex:a ex:p ex:b .\n\n""" .\n▲ex:a ex:q 1 .\n', P, ""),
    "long string of apostrophes": ("a.ttl", HEAD + "ex:z ex:q '''it's\n\"x\"\n''' ; ex:r 1.\n▲ex:a ex:q 1 .\n", P, ""),
    "long string as value": ("a.ttl", HEAD + 'ex:a ex:q 1 ;\n ex:p ▲"""one\ntwo""" .\n', P, "one\ntwo"),
    "a long string before in the list": ("a.ttl", HEAD + 'ex:a ex:p """1\n2""" ,\n ▲"x"@en .\n', P, "x"),
    "a hash in a string": ("a.ttl", HEAD + 'ex:z ex:q "# no" . ▲ex:a ex:q 1 .\n', P, ""),
    "a hash in an IRI": ("a.ttl", HEAD + "ex:z ex:q <urn:x#y> . ▲ex:a ex:q 1 .\n", P, ""),
    "two statements on a line": ("a.ttl", HEAD + "ex:z ex:q 1 . ex:a ex:p ▲ex:b .\n", P, EX + "b"),
    "full IRI": ("a.ttl", f"▲<{EX}a> <{EX}q> 1 .\n", P, ""),
    "base": ("a.ttl", f"@base <{EX}> .\n▲<a> <q> 1 .\n", P, ""),
    "sparql prefix": ("a.ttl", f"PREFIX x: <{EX}>\n▲x:a x:q 1 .\n", P, ""),
    "empty prefix": ("a.ttl", f"@prefix : <{EX}> .\n:a :p ▲:b .\n", P, EX + "b"),
    "two names for one subject": ("a.ttl", HEAD + f"ex:a ex:q 1 .\n<{EX}a> ex:p\t▲ex:b .\n", P, EX + "b"),
    "integer as written": ("a.ttl", HEAD + "ex:a ex:p ▲007 .\n", P, "7"),
    "decimal": ("a.ttl", HEAD + "ex:a ex:p ▲1.40 .\n", P, "1.40"),
    "boolean": ("a.ttl", HEAD + "ex:a ex:p 1 , ▲true .\n", P, "true"),
    "typed literal": ("a.ttl", HEAD + 'ex:a ex:p ▲"2017"^^ex:year .\n', P, "2017"),
    "escaped literal": ("a.ttl", HEAD + 'ex:a ex:p ▲"caf\\u00E9 \\"x\\"" .\n', P, 'café "x"'),
    "after wide characters": ("a.ttl", HEAD + 'ex:a ex:q "𝔸é" ; ex:p ▲ex:b .\n', P, EX + "b"),
    "after a blank node": ("a.ttl", HEAD + "ex:a ex:q [ ex:p ex:c ;\n ex:r [] ] ;\n ex:p ▲ex:b .\n", P, EX + "b"),
    "inside a blank node is another subject": ("a.ttl", HEAD + "▲ex:a ex:q [ ex:p ex:c ] .\n", P, ""),
    "a collection": ("a.ttl", HEAD + "ex:a ex:q ( ex:b\n ex:c ) ; ex:p ▲ex:b .\n", P, EX + "b"),
    "windows line ends": ("a.ttl", HEAD.replace("\n", "\r\n") + "ex:a ex:q 1 ;\r\n  ex:p ▲ex:b .\r\n", P, EX + "b"),
    "byte order mark": ("a.ttl", "\ufeff" + HEAD + "▲ex:a ex:q 1 .\n", P, ""),
    "trig graph": ("a.trig", HEAD + "ex:g {\n  ex:z ex:q 1 .\n  ex:a ex:p ▲ex:b\n}\n", P, EX + "b"),
    "trig with GRAPH": ("a.trig", HEAD + "GRAPH ex:g { ex:a ex:p ▲ex:b . }\n", P, EX + "b"),
    "trig default graph": ("a.trig", HEAD + "{ ex:z ex:q 1 } ex:g { ▲ex:a ex:q 1 }\n", P, ""),
    "trig in two graphs": ("a.trig", HEAD + "ex:g { ex:a ex:q 1 }\nex:h {\n ex:a ex:p ▲ex:b }\n", P, EX + "b"),
    "n-triples": ("a.nt", f"<{EX}z> <{P}> <{EX}b> .\n<{EX}a> <{P}> ▲<{EX}b> .\n", P, EX + "b"),
    "n-triples subject": ("a.nt", f'# x\n\n  ▲<{EX}a> <{EX}q> "b" .\n', P, ""),
    "n-triples literal": ("a.nt", f'<{EX}a> <{P}> "a" .\n<{EX}a> <{P}> ▲"x . \\"y\\""@en .\n', P, 'x . "y"'),
    "n-quads": ("a.nq", f'<{EX}a> <{P}> ▲"01"^^<{PREFIXES["xsd"]}integer> <{EX}g> .\n', P, "1"),
    "only an object": ("a.ttl", HEAD + "ex:z ex:q 1 ;\n ex:p ▲ex:a .\n", "", ""),
    "only an object, regular": ("a.ttl", HEAD + 'ex:z ex:q "ex:a " ;\n\tex:p ex:b , ▲ex:a .\n', "", ""),
    "only an object, n-quads": ("a.nq", f'<{EX}z> <{P}> "<{EX}a> " .\n<{EX}z> <{P}> ▲<{EX}a> <{EX}g> .\n', "", ""),
    "value without a path": ("a.ttl", HEAD + "ex:a ex:q 1 ; ex:p ▲ex:b .\n", "", EX + "b"),
    "the value is the focus": ("a.ttl", HEAD + "▲ex:a ex:q 1 .\n", "", EX + "a"),
    "a longer path is no property": ("a.ttl", HEAD + "▲ex:a ex:q 1 .\n", f"<{P}>/<{EX}q>", ""),
    "value of a longer path": ("a.ttl", HEAD + "ex:a ex:q ▲1 .\n", f"(<{P}>|<{EX}q>)", "1"),
    "value of an inverse path": ("a.ttl", HEAD + "ex:a ex:q 1 .\n ▲ex:b ex:p ex:a .\n", "", EX + "b"),
    "as coprod map writes it": (
        "a.trig",
        HEAD + "ex:g {\n\tex:z ex:q 1 .\n\tex:a a ex:C ;\n\t\tex:p ▲ex:b .\n}\n",
        P,
        EX + "b",
    ),
}


def finding(path: str = "", value: str = "", focus: str = EX + "a") -> Finding:
    return Finding(code="X1", severity="violation", focus=focus, path=path, value=value)


def place(folder: Path, texts: dict[str, str], found: Finding) -> str:
    paths = []
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
        paths.append(folder / name)
    (located,) = locate(Report(findings=(found,), checked=1), paths).findings
    return str(located.location).removeprefix(f"{folder}/")


def meant(text: str) -> str:
    text = text.removeprefix("\ufeff")
    before = text[: text.index("▲")]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize("case", CASES)
def test_place(case: str, tmp_path: Path) -> None:
    name, text, path, value = CASES[case]
    assert place(tmp_path, {name: text.replace("▲", "")}, finding(path, value)) == f"{name}:{meant(text)}"


@pytest.mark.parametrize("fast", ["as coprod map writes it", "only an object, regular"])
def test_regular_texts_are_known(fast: str) -> None:
    assert is_regular(CASES[fast][1].replace("▲", ""))


IRREGULAR = [
    "a:b a:c a:d .\n\na:e a:f a:g .\n",
    'a:b a:c "x".a:e a:f a:g .\n',
    "a:b a:c a:d. a:e a:f a:g .\n",
    "{ a:b a:c a:d .\n}\n",
    "a:b a:c 'it is # x' .\n",
    "a:b a:c a:d . # x .\n",
    "# a comment .\n",
    "@base <urn:x> .\n",
    "a:b a:c a:d ,\n\ta:e .\n",
    "a:b a:c [ a:d a:e ] .\n",
    'a:b a:c """x .\ny .\n""" .\n',
    "a:b a:c a:d .\r\n",
]


@pytest.mark.parametrize("text", IRREGULAR)
def test_irregular_texts_are_parsed_whole(text: str) -> None:
    assert not is_regular(HEAD + text)


def test_several_files_the_right_one(tmp_path: Path) -> None:
    texts = {
        "a.ttl": HEAD + "ex:z ex:p ex:b .\n",
        "b.nq": f"<{EX}a> <{EX}q> <{EX}b> .\n",
        "c.trig": HEAD + "ex:a ex:p 1 .\n",
    }
    assert place(tmp_path, texts, finding(P, "1")) == "c.trig:2:11"
    assert place(tmp_path, texts, finding(EX + "r")) == "b.nq:1:1"
    assert place(tmp_path, texts, finding("", "", EX + "z")) == "a.ttl:2:1"


def test_a_missing_property_stands_where_the_type_is(tmp_path: Path) -> None:
    texts = {"a.ttl": HEAD + "ex:a ex:q 1 .\n", "b.ttl": HEAD + "ex:a a ex:C .\n"}
    assert place(tmp_path, texts, finding(P)) == "b.ttl:2:1"


def test_of_json_ld_the_file_only(tmp_path: Path) -> None:
    assert place(tmp_path, {"a.jsonld": f'{{"@id": "{EX}a"}}'}, finding(P)) == "a.jsonld"


def test_turtle_that_rdflib_cannot_read_still_names_the_file(tmp_path: Path) -> None:
    assert place(tmp_path, {"a.ttl": 'VERSION "1.2"\n' + HEAD + "ex:a ex:p ex:b .\n"}, finding(P)) == "a.ttl"


def test_a_blank_node_is_found_by_a_value_of_its_own(tmp_path: Path) -> None:
    text = HEAD + "ex:a ex:q [ ex:p 1 ], [ ex:p\n  2 ], [ ex:p 1 ] .\n"
    assert place(tmp_path, {"a.ttl": text}, finding(P, "2", "nb1f")) == "a.ttl:3:3"
    assert place(tmp_path, {"a.ttl": text}, finding(P, "1", "nb1f")) == "a.ttl"


# Generated Turtle: tokens with any space between them, so that the place of each is known when it is written.

NAMES = st.sampled_from([f"ex:n{i}" for i in range(5)] + [f"<{EX}n{i}>" for i in range(5)])
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters='"\\\r\n', exclude_categories=["Cs"]), max_size=8)
LONG = st.text(st.sampled_from("ab .;,#'\n[]{}é𝔸"), max_size=12)
LITERALS = st.one_of(
    PLAIN.map(lambda s: f'"{s}"'),
    LONG.map(lambda s: f'"""{s}"""'),
    LONG.filter(lambda s: "'" not in s).map(lambda s: f"'''{s}'''@en"),
    st.sampled_from(["42", "-1.50", "true", '"1"^^ex:t', "1e3"]),
)
SPACE = st.sampled_from([" ", "\n", "\n\n  ", "\t", " # note . ; ex:n1 ex:p0 ex:n2 .\n", "\n#\n", " \r\n "])
PREDICATES = st.sampled_from(["ex:p0", "ex:p1", "a", f"<{EX}p2>"])
OBJECTS = st.one_of(NAMES, LITERALS, st.just("[ ex:p0 ex:n1 ; ex:p1 ( ex:n2 3 ) ]"))
BLOCKS = st.tuples(
    NAMES,
    st.lists(st.tuples(PREDICATES, st.lists(OBJECTS, min_size=1, max_size=3)), min_size=1, max_size=3),
    st.lists(SPACE, min_size=24, max_size=24),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4), st.booleans())
def test_generated_turtle(blocks: list[tuple[str, list[tuple[str, list[str]]], list[str]]], trig: bool) -> None:
    text = HEAD + ("ex:g {\n" if trig else "")
    expected: list[tuple[int, int]] = []
    for subject, properties, spaces in blocks:
        gaps = iter(spaces)
        subject_at = len(text)
        text += subject + next(gaps)
        for i, (predicate, objects) in enumerate(properties):
            text += (f";{next(gaps)}" if i else "") + predicate + next(gaps)
            for k, object_ in enumerate(objects):
                text += f",{next(gaps)}" if k else ""
                expected.append((subject_at, len(text)))
                text += object_ + next(gaps)
        text += "." + next(gaps)
    text += "}" if trig else ""
    spots = turtle_spots(text, {f"{EX}n{i}" for i in range(5)})
    own = [spot for spot in spots if not spot.subject.startswith("_:")]
    assert [(s.subject_at, s.object_at) for s in own] == expected
    offsets = {at for pair in expected for at in pair}
    for at, (line, column) in line_and_column(text, offsets).items():
        lines = text.split("\n")
        assert "\n".join(lines[: line - 1]) + ("\n" if line > 1 else "") + lines[line - 1][: column - 1] == text[:at]


TERMS = st.builds(lambda i: f"<{EX}statement/{i}{'/quote' if i % 2 else ''}>", st.integers(0, 9))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
TRIPLES = st.lists(st.tuples(TERMS, st.sampled_from("pqr"), st.one_of(TERMS, TEXTS)), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(TRIPLES, st.sampled_from(["trig", "ttl"]))
def test_our_own_output_read_by_lines_is_the_same_as_parsed(triples: list[tuple[str, str, str]], kind: str) -> None:
    import pyoxigraph as ox

    quads = []
    for subject, predicate, object_ in sorted(set(triples)):
        term = ox.NamedNode(object_[1:-1]) if object_.startswith(f"<{EX}") else ox.Literal(object_)
        terms = (ox.NamedNode(subject[1:-1]), ox.NamedNode(EX + predicate), term)
        quads.append(ox.Quad(*terms, ox.NamedNode(EX + "g")) if kind == "trig" else ox.Triple(*terms))
    format_ = ox.RdfFormat.TRIG if kind == "trig" else ox.RdfFormat.TURTLE
    text = ox.serialize(quads, format=format_, prefixes={"ex": EX, "statement": EX + "statement/"}).decode()
    assert is_regular(text)
    wanted = {f"{EX}statement/{i}{'/quote' if i % 2 else ''}" for i in range(4)}
    assert sorted(regular_spots(text, wanted, objects=True)) == sorted(turtle_spots(text, wanted))
    own = [s for s in turtle_spots(text, wanted) if s.subject in wanted]
    assert [s for s in regular_spots(text, wanted) if s.subject in wanted] == own


@settings(max_examples=100, deadline=None)
@given(TRIPLES)
def test_n_triples_lines_are_the_same_as_parsed(triples: list[tuple[str, str, str]]) -> None:
    import pyoxigraph as ox

    rows = []
    for subject, predicate, object_ in triples:
        term = ox.NamedNode(object_[1:-1]) if object_.startswith(f"<{EX}") else ox.Literal(object_, language="en")
        rows.append(ox.Triple(ox.NamedNode(subject[1:-1]), ox.NamedNode(EX + predicate), term))
    text = ox.serialize(rows, format=ox.RdfFormat.N_TRIPLES).decode()
    wanted = {f"{EX}statement/{i}" for i in range(0, 6, 2)}
    parsed = [s for s in turtle_spots(text, wanted) if s.subject in wanted]
    assert ntriples_spots(text, wanted) == parsed
    assert all(isinstance(s, Spot) for s in parsed)


# The row of the spreadsheet.

ROWS = (
    "statement\tfile\tsheet\trow\tsubject\tpredicate\tobject\tothers\n"
    f"{EX}s1\tcodings.xlsx\tCoding\t7\tB\tC\tD\tquote=E doi=F\n"
    f"{EX}s2\tcodings.xlsx\tCoding\t8\tB\tC\tD\tquote=E doi=F\n"
)
GRAPH = f"""@prefix coprod: <{COPROD}> .
@prefix dcterms: <{PREFIXES["dcterms"]}> .
@prefix ex: <{EX}> .
ex:s2 coprod:states ex:proposition ; dcterms:source ex:doc .
ex:s1 coprod:states ex:proposition ; dcterms:source ex:doc .
"""
CELLS = [
    (finding(COPROD + "objectText", "", EX + "s2"), "codings.xlsx, sheet Coding, row 8, column D"),
    (finding(COPROD + "polarity", "", EX + "s1"), "codings.xlsx, sheet Coding, row 7"),
    (finding(PREFIXES["dcterms"] + "source", "", EX + "s1"), "codings.xlsx, sheet Coding, row 7, column F"),
    (finding(PREFIXES["oa"] + "exact", "x", EX + "s2/quote"), "codings.xlsx, sheet Coding, row 8, column E"),
    (finding("", "", EX + "s2/quote"), "codings.xlsx, sheet Coding, row 8, column E"),
    (finding("", "", EX + "s1/grounding/object-0-Patient"), "codings.xlsx, sheet Coding, row 7, column D"),
    (finding("", "", EX + "s1/grounding/relation-0-involvesActor"), "codings.xlsx, sheet Coding, row 7, column C"),
    (finding(COPROD + "relation", "", EX + "proposition"), "codings.xlsx, sheet Coding, row 7, column C"),
    (finding(PREFIXES["bibo"] + "doi", "", EX + "doc"), "codings.xlsx, sheet Coding, row 7, column F"),
    (finding("", "", EX + "elsewhere"), ""),
]


@pytest.mark.parametrize(("found", "cell"), CELLS, ids=[f"{c[0].focus} {c[0].path}".replace(EX, "") for c in CELLS])
def test_cell(found: Finding, cell: str, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "g.rows.tsv").write_text(ROWS, encoding="utf-8")
    (located,) = locate(Report(findings=(found,), checked=1), [tmp_path / "g.ttl"]).findings
    assert str(located.spreadsheet) == cell


def test_without_a_list_of_rows_there_is_no_cell(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(GRAPH, encoding="utf-8")
    (located,) = locate(Report(findings=(finding("", "", EX + "s1"),), checked=1), [tmp_path / "g.ttl"]).findings
    assert str(located.spreadsheet) == ""
    assert located.location.line == 5


def test_every_invalid_example_is_located(tmp_path: Path) -> None:
    from coprod.data import shipped
    from coprod.validation.shacl import validate

    for source in sorted((shipped("shapes") / "examples").glob("*.invalid.ttl")):
        path = tmp_path / source.name
        shutil.copyfile(source, path)
        report = locate(validate([path]), [path])
        lines = path.read_text(encoding="utf-8").split("\n")
        for found in report.findings:
            assert found.location.file == str(path)
            assert found.location.line, f"{source.name}: {found}"
            assert lines[found.location.line - 1][found.location.column - 1 :].strip()

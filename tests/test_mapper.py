"""The mapper as a whole: what coders and curators gave, its explanation, and what holds of any text."""

from __future__ import annotations

import pickle

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.mapping.mapper import Mapper
from coprod.mapping.records import Assertion, Mapping
from coprod.mapping.rows import Mapped, map_rows
from coprod.names import UNDIRECTED
from coprod.ontology import Ontology
from coprod.statement import Notice, Origin, Problem, Rejected, Source, Statement

_MAPPER = Mapper(Ontology.load())


@pytest.fixture
def mapper() -> Mapper:
    return _MAPPER


def test_given_ids_come_first(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(
            subject="them",
            predicate="do",
            object="it",
            subject_ids=("co-design",),
            relation_ids=("is led by",),
            object_ids=("Patient",),
        )
    )
    assert mapping.assertions == (Assertion("CoDesign", "ledBy", "Patient"),)
    assert {g.decided_by for g in mapping.groundings} == {"coder"}
    assert mapping.problems == ()


def test_given_inverse_is_turned_forward(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(
            subject="x",
            predicate="y",
            object="z",
            subject_ids=("Patient",),
            relation_ids=("leads",),
            object_ids=("CoDesign",),
        )
    )
    assert mapping.assertions == (Assertion("CoDesign", "ledBy", "Patient"),)


def test_given_concepts_with_our_relation(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(subject="it", predicate="builds", object="it", subject_ids=("CoDesign",), object_ids=("Trust",))
    )
    assert mapping.assertions == (Assertion("CoDesign", "createsValue", "Trust"),)


def test_unknown_id_is_a_problem_with_a_hint(mapper: Mapper) -> None:
    mapping = mapper.map(Statement(subject="a", predicate="b", object="c", subject_ids=("CoDesing",)))
    (problem,) = mapping.problems
    assert problem.field == "subject_ids"
    assert "'CoDesing' is no concept; did you mean 'CoDesign'?" in problem.message


def test_breach_says_what_the_relation_takes(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(
            subject="a",
            predicate="b",
            object="c",
            subject_ids=("Patient",),
            relation_ids=("ledBy",),
            object_ids=("CoDesign",),
        )
    )
    (problem,) = mapping.problems
    assert "subject must be a Process" in problem.message
    assert mapping.assertions == ()


def test_curator_comes_before_everything(mapper: Mapper) -> None:
    decided = (("CoDesign", "involvesActor", "Patient"),)
    mapping = mapper.map(Statement(subject="time", predicate="hinders", object="co-production", decided=decided))
    assert mapping.assertions == (Assertion(*decided[0]),)
    assert {g.decided_by for g in mapping.groundings} == {"curator"}
    assert (
        mapper.map(Statement(subject="time", predicate="hinders", object="co-production", decided=())).assertions == ()
    )


def test_given_facets_come_first(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(
            subject="co-design", predicate="may not build", object="trust",
            text="Patients felt that co-design may not build trust.",
            polarity="affirmed", modality="asserted", attributed_to=("nurses",),
        )
    )  # fmt: skip
    assert (mapping.polarity, mapping.modality, mapping.attributed_to) == ("affirmed", "asserted", ("Nurse",))
    none = mapper.map(Statement(subject="patients", predicate="felt that", object="x", attributed_to=()))
    assert none.attributed_to == ()


def test_wrong_facet_is_a_problem(mapper: Mapper) -> None:
    (problem,) = mapper.map(Statement(subject="a", predicate="b", object="c", polarity="maybe")).problems
    assert "affirmed, negated" in problem.message


def test_contexts_are_grounded(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(subject="a", predicate="b", object="c", contexts=("general practice", "MaternityCare", "the moon"))
    )
    assert mapping.contexts == ("PrimaryCare", "MaternityCare")
    assert [u.text for u in mapping.unmapped if u.slot == "context"] == ["the moon"]


def test_unmapped_words_come_with_candidates(mapper: Mapper) -> None:
    mapping = mapper.map(Statement(subject="co-design", predicate="builds", object="thrust"))
    (unmapped,) = mapping.unmapped
    assert (unmapped.slot, unmapped.text) == ("object", "thrust")
    assert unmapped.candidates[0][0] == "Trust"
    assert unmapped.candidates[0][1] < 1


def test_other_sense_is_explained(mapper: Mapper) -> None:
    mapping = mapper.map(Statement(subject="the default value", predicate="is", object="zero"))
    assert "another sense" in {u.reason for u in mapping.unmapped}


def test_every_assertion_is_explained(mapper: Mapper) -> None:
    mapping = mapper.map(
        Statement(subject="co-design by patients", predicate="increases", object="trust and the quality of care")
    )
    terms = {g.term for g in mapping.groundings}
    assert {x for a in mapping.assertions for x in a} <= terms
    assert {(g.slot, g.member) for g in mapping.groundings if g.slot == "object"} == {("object", 0), ("object", 1)}


def test_pickle_gives_an_equal_mapper(mapper: Mapper) -> None:
    statement = Statement(subject="patients", predicate="co-design", object="services")
    assert pickle.loads(pickle.dumps(mapper)).map(statement) == mapper.map(statement)


def test_equal_wording_is_mapped_once_whatever_else_the_rows_say() -> None:
    mapped: list[Statement] = []

    class Counting(Mapper):
        def map(self, statement: Statement) -> Mapping:
            mapped.append(statement)
            return super().map(statement)

    row = Statement(subject="carers", predicate="lead", object="co-design", source=Source(key="a"), contexts=("Carer",))
    told = {"id": "2", "source": Source(key="b"), "coder": "ada", "basis": "finding", "origin": Origin(row=3)}
    asked = {"polarity": "negated", "modality": "possible", "attributed_to": ("Patient",), "contexts": (),
             "text": "Do carers lead co-design?", "quote": "carers do not lead", "decided": (),
             "subject_ids": ("Patient",), "relation_ids": ("improves",), "object_ids": ("Trust",)}  # fmt: skip
    rows = [row, msgspec.structs.replace(row, **told)]
    rows += [msgspec.structs.replace(row, **{field: value}) for field, value in asked.items()]
    found = list(map_rows(rows, Counting))
    assert len(mapped) == 1 + len(asked)
    mapper = Mapper()
    for asking, result in zip(rows, found, strict=True):
        mapping = mapper.map(asking)
        if isinstance(result, Mapped):
            assert result == Mapped(asking, mapping)
        else:
            assert isinstance(result, Rejected)
            assert result.problems == mapping.problems


class Echo(Mapper):
    """Says the subject back; refuses an empty one."""

    def __init__(self) -> None:
        """Loads nothing."""

    def map(self, statement: Statement) -> Mapping:
        problems = () if statement.subject else (Problem(field="subject", message="is empty"),)
        return Mapping(contexts=(statement.subject,), problems=problems)


def test_processes_change_nothing() -> None:
    rejected, notice = Rejected(row=(), problems=(), origin=Origin(row=1)), Notice(message="a notice")
    often = [Statement(subject=str(i % 700), predicate="", object="", id=str(i)) for i in range(4000)]
    new = [Statement(subject=str(i), predicate="", object="") for i in range(-1, -9000, -1)]
    items = [rejected, *often, Statement(subject="", predicate="", object="", id="x"), *new, notice, *often[:50]]
    one, two = (list(map_rows(items, Echo, jobs)) for jobs in (1, 2))
    assert one == two
    assert [row.statement.subject for row in two if isinstance(row, Mapped)] == [
        row.mapping.contexts[0] for row in two if isinstance(row, Mapped)
    ]
    assert [type(row) for row in two if not isinstance(row, Mapped)] == [Rejected, Rejected, Notice]


def test_order_of_statements_does_not_matter(mapper: Mapper) -> None:
    a = Statement(subject="colaboration", predicate="builds", object="trust")
    b = Statement(subject="wasstudied", predicate="in", object="hospita1s")
    first = [mapper.map(s) for s in (a, b)]
    again = Mapper()
    assert [again.map(s) for s in (b, a)] == first[::-1]


_WORDS = st.sampled_from(
    [
        "co-design",
        "patients",
        "carers",
        "and",
        "or",
        ",",
        ";",
        "the",
        "of",
        "in",
        "by",
        "with",
        "not",
        "may",
        "should",
        "trust",
        "power",
        "services",
        "(MH",
        "svcs)",
        "->",
        "=",
        "is",
        "are",
        "involved",
        "led",
        "improves",
        "reduces",
        "barrier",
        "to",
        "reduction",
        "building",
        "knowledge",
        "rather",
        "than",
        "value",
        "[12]",
        "don't",
        "users'",
        "co-",
        "pro-duction",
        "exper-",
        "tise",
        "which",
        "that",
        "as",
        "felt",
        "said",
        "?",
        "it",
        "they",
        "this",
        "approach",
        "'quoted'",
        "â€“",
        "£",
        "漢字",
    ]
)
_ANY = st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=14).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(_ANY, _ANY, _ANY, _ANY)
def test_any_text_can_be_mapped(subject: str, predicate: str, object: str, text: str) -> None:
    statement = Statement(subject=subject, predicate=predicate, object=object, text=text)
    mapping = _MAPPER.map(statement)
    ontology = _MAPPER.ontology
    slots = {"subject": subject, "predicate": predicate, "object": object, "text": text}
    for a in mapping.assertions:
        assert ontology.fits(a.relation, a.subject, a.object)
        assert a.subject != a.object
        assert a.relation not in UNDIRECTED or a.subject < a.object
    for g in mapping.groundings:
        assert g.start == -1 or slots[g.slot][g.start : g.end] == g.matched
    assert list(mapping.assertions) == sorted(set(mapping.assertions))
    assert mapping == _MAPPER.map(statement)

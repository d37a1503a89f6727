"""Sentences to facets."""

from __future__ import annotations

import pytest

from coprod.mapping.mapper import Mapper
from coprod.statement import Statement

POLARITY = [
    ("patients|did not take part in|co-design", "negated"),
    ("co-production|does not require|trust", "negated"),
    ("few patients|took part in|co-design", "negated"),
    ("no patients|took part in|co-design", "negated"),
    ("not all patients|want|an active role", "negated"),
    ("co-design|builds|no trust", "negated"),
    ("patients|are no longer|passive recipients", "negated"),
    ("a few patients|took part in|co-design", "affirmed"),
    ("co-design|not only builds|trust", "affirmed"),
    ("co-design|fails to involve|carers", "affirmed"),
    ("co-design|has no effect on|trust", "affirmed"),
    ("models|do not draw on|theory", "affirmed"),
    ("time|hinders|co-design", "affirmed"),
    ("co-design|with or without|carers", "affirmed"),
]

MODALITY = [
    ("co-design|may build|trust", "possible"),
    ("co-design|has the potential to build|trust", "possible"),
    ("co-design|is likely to build|trust", "possible"),
    ("co-design|can build|trust", "possible"),
    ("co-production|can take many forms, such as|co-design", "asserted"),
    ("patients|cannot influence|reform", "asserted"),
    ("patients|should take part in|co-design", "normative"),
    ("staff|need to share|power", "normative"),
    ("councils|have a duty to involve|carers", "normative"),
    ("co-production|needs|trust", "asserted"),
    ("co-design|aims to build|trust", "intended"),
    ("co-design|was used in order to improve|care", "intended"),
    ("trust|as an aim of|co-design", "intended"),
    ("co-design|builds|trust", "asserted"),
]

HOLDERS = [
    ("Patients felt that co-design builds trust.", {"Patient"}),
    ("Patients, carers and managers reported that co-design builds trust.", {"Patient", "Carer", "Manager"}),
    ("Staff worried that co-design builds trust.", {"Staff"}),
    ("According to nurses, co-design builds trust.", {"Nurse"}),
    ("In the view of service users co-design builds trust.", {"ServiceUser"}),
    ("The stakeholders who took part thought that co-design builds trust.", {"Stakeholder"}),
    ("Co-design builds trust.", set()),
    ("We found that co-design builds trust.", set()),
    ("A report from the Kings Foundation argues that co-design builds trust.", set()),
    ("Researchers have argued that co-design builds trust.", set()),
    ("Nurses do the work; patients said that co-design builds trust.", {"Patient"}),
]


@pytest.mark.parametrize(("row", "expected"), POLARITY)
def test_polarity(mapper: Mapper, row: str, expected: str) -> None:
    subject, predicate, object = row.split("|")
    mapping = mapper.map(Statement(subject=subject, predicate=predicate, object=object))
    assert mapping.polarity == expected
    assert ("polarity" in dict(mapping.cues)) == (expected == "negated")


@pytest.mark.parametrize(("row", "expected"), MODALITY)
def test_modality(mapper: Mapper, row: str, expected: str) -> None:
    subject, predicate, object = row.split("|")
    mapping = mapper.map(Statement(subject=subject, predicate=predicate, object=object))
    assert mapping.modality == expected
    assert ("modality" in dict(mapping.cues)) == (expected != "asserted")


@pytest.mark.parametrize(("text", "expected"), HOLDERS)
def test_holders(mapper: Mapper, text: str, expected: set[str]) -> None:
    mapping = mapper.map(Statement(subject="co-design", predicate="builds", object="trust", text=text))
    assert set(mapping.attributed_to) == expected
    assert ("attributed_to" in dict(mapping.cues)) == bool(expected)

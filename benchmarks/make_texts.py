"""Makes extracted statements like those of the gold sets, all different; the same numbers give the same statements.

::

    python benchmarks/make_texts.py 1000 statements.tsv
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from coprod.statement import Source, Statement

PEOPLE = """patients; service users; carers; family carers; people with lived experience; older people;
clinicians; nurses; midwives; GPs; social workers; health professionals; managers; commissioners; citizens;
members of the public; volunteers; researchers; peer workers; people with dementia; policymakers; community
members; parents of disabled children; young people who had left care; frontline staff; residents of the estate;
the trust's chief executive; the steering group"""
DOINGS = """co-production; co-design; the co-production of health services; the co-design of services;
experience-based co-design; co-commissioning; participatory action research; patient and public involvement;
peer support; shared decision-making; quality improvement; the co-creation of value; community engagement;
service user involvement; co-evaluation; knowledge co-production; public consultation; collaboration with
families; the redesign of outpatient clinics; citizen science"""
ENDS = """trust; empowerment; the quality of care; well-being; health outcomes; social capital; accountability;
equity; dignity; mutual learning; the safety of patients; person-centred care; self-esteem; legitimacy;
efficiency; social inclusion; patient satisfaction; a sense of ownership; the uptake of research; epistemic
justice; cost savings; the parking at the site"""
MATTERS = """time; funding; power imbalances; leadership; training; professional resistance; tokenism;
organisational culture; trusting relationships; payment for participants; a lack of clarity about roles; the
policy context; health literacy; structural inequalities; communication; the weather; the colour of the forms;
tacit knowledge; experiential knowledge"""
PLACES = """mental health services; social care; maternity care; primary care; cancer services; dementia care;
palliative care; the emergency department; rural areas; learning disability services; stroke units; schools;
prisons; intensive care"""
HEDGES = """; to some extent; in most of the teams; over the second year; at the four sites; in the later
phases; for the first time; according to the field notes; as far as could be told; in spite of the pandemic;
more than before"""
KINDS = """a pilot of; the third round of; a programme of; an initiative around; the routine use of; the early
stages of; the practice of; a renewed attempt at; the work on; small-scale"""

SUBJECT_FIRST = """enables; is enabled by; improves; may improve; did not improve; should strengthen; is a
barrier to; is hindered by; contributed to; requires; is intended to lead to; had no effect on; is characterised
by; undermines; could give rise to; was seen as the key to; depends upon; draws on; is neglected in; sits
uncomfortably with"""
LONG = """was reported to have brought about a marked improvement in; is thought to have the potential to
contribute to; figured among the factors that were found to facilitate; constitutes one of the chief obstacles
to the achievement of; was described by those who were interviewed as being essential to"""
TAKING_PART = """took part in; were involved in; led; should be involved in; were excluded from; did not take
part in; co-designed; were consulted about; helped to shape; benefited from; facilitated; took the role of
experts in"""
SHORT = "→; +; leads to; barrier; assoc. w/; needs; improves?; no effect; vs; reported by"
TURNED = "as a result of; as a barrier to; through; as a condition of; for the sake of; in; instead of"

SOURCES = 2000


def statements(number: int, seed: int = 1) -> Iterator[Statement]:
    """As many statements; no two have the same texts."""
    chance = random.Random(seed)
    seen: set[tuple[str, str, str]] = set()
    while len(seen) < number:
        slots = chance.choice(STYLES)(chance)
        if slots not in seen:
            seen.add(slots)
            subject, predicate, object = slots
            yield Statement(
                id=f"t{len(seen)}",
                source=Source(doi=f"10.5555/text.{len(seen) % SOURCES}"),
                subject=subject,
                predicate=predicate,
                object=object,
                text=f"{subject[:1].upper()}{subject[1:]} {predicate} {object}.",
            )


def clean(chance: random.Random) -> tuple[str, str, str]:
    if chance.random() < 0.4:
        return (_list(chance, PEOPLE), f"{_one(chance, TAKING_PART)} {_one(chance, HEDGES)}".strip(), _doing(chance))
    return (_thing(chance), _one(chance, SUBJECT_FIRST), f"{_list(chance, ENDS)} {_one(chance, HEDGES)}".strip())


def llm(chance: random.Random) -> tuple[str, str, str]:
    subject = f"the involvement of {_list(chance, PEOPLE)} in {_doing(chance)} in {_one(chance, PLACES)}"
    object = f"{_list(chance, ENDS)} among {_list(chance, PEOPLE)} in {_one(chance, PLACES)}"
    return subject, _one(chance, LONG), object


def sheet(chance: random.Random) -> tuple[str, str, str]:
    subject, object = _doing(chance).upper(), "; ".join((_one(chance, ENDS), _one(chance, MATTERS)))
    return f"{subject} ({chance.randrange(2, 60)} studies)", _one(chance, SHORT), object


def nominal(chance: random.Random) -> tuple[str, str, str]:
    subject = f"an improvement in {_list(chance, ENDS)} for {_one(chance, PEOPLE)}"
    return subject, _one(chance, TURNED), f"{_doing(chance)} with {_list(chance, PEOPLE)} in {_one(chance, PLACES)}"


def noisy(chance: random.Random) -> tuple[str, str, str]:
    subject, predicate, object = clean(chance)
    return _spoilt(chance, subject), predicate, _spoilt(chance, object)


STYLES = (clean, llm, sheet, nominal, noisy)


def _one(chance: random.Random, cell: str) -> str:
    return chance.choice(_LISTS[cell])


def _list(chance: random.Random, cell: str) -> str:
    """One to three members."""
    members = chance.sample(_LISTS[cell], chance.choice((1, 1, 2, 3)))
    return members[0] if len(members) == 1 else f"{', '.join(members[:-1])} and {members[-1]}"


def _thing(chance: random.Random) -> str:
    return _doing(chance) if chance.random() < 0.6 else _list(chance, MATTERS)


def _doing(chance: random.Random) -> str:
    doing = _one(chance, DOINGS)
    return f"{_one(chance, KINDS)} {doing}" if chance.random() < 0.4 else doing


def _spoilt(chance: random.Random, text: str) -> str:
    """A hyphen of a line end, an l read as 1, or a letter doubled."""
    at = chance.randrange(1, max(len(text) - 1, 2))
    how = chance.randrange(3)
    if how == 0 and text[at - 1 : at + 1].isalpha():
        return f"{text[:at]}- {text[at:]}"
    return text.replace("l", "1", 1) if how == 1 else f"{text[:at]}{text[at - 1 : at]}{text[at:]}"


_CELLS = (PEOPLE, DOINGS, ENDS, MATTERS, PLACES, HEDGES, KINDS, SUBJECT_FIRST, LONG, TAKING_PART, SHORT, TURNED)
_LISTS = {cell: [" ".join(part.split()) for part in cell.split(";")] for cell in _CELLS}


def write(number: int, path: Path, distinct: int | None = None) -> None:
    """Writes a table of statements; where fewer are `distinct`, their texts come again from other sources."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["id", "source", "subject", "predicate", "object", "text"])
        kept: list[Statement] = []
        for s in statements(distinct or number):
            kept.append(s)
            writer.writerow([s.id, s.source.name, s.subject, s.predicate, s.object, s.text])
        for i in range(len(kept), number):
            s = kept[i % len(kept)]
            writer.writerow([f"t{i + 1}", f"10.5555/text.{i % SOURCES}-{i}", s.subject, s.predicate, s.object, s.text])


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))

"""The ids that a coder or a curator gave for a statement, taken over as its relations, assertions and contexts."""

from __future__ import annotations

from coprod.mapping.given import Given
from coprod.mapping.nearest import Nearest
from coprod.mapping.records import Assertion, Unmapped
from coprod.relations.argument import Argument, flat
from coprod.relations.ladder import ordered
from coprod.relations.result import Result
from coprod.statement import Problem, Statement


class Coding:
    """Takes over what was given, and says what is wrong with it."""

    def __init__(self, given: Given, nearest: Nearest) -> None:
        self._given = given
        self._nearest = nearest

    def end(self, ids: tuple[str, ...], field: str, problems: list[Problem]) -> list[Argument]:
        """The concepts that the coder gave for subject or object."""
        concepts = [self._given.concept(i, field, problems) for i in ids]
        return [Argument(c) for c in concepts if c]

    def relations(
        self, statement: Statement, left: list[Argument], right: list[Argument], problems: list[Problem]
    ) -> Result:
        """The assertions that the coder's relations make between subject and object."""
        result = Result()
        for given in statement.relation_ids:
            relation, inverse = self._given.relation(given, problems)
            for s in flat(left):
                for o in flat(right):
                    if not (relation and s.concept and o.concept):
                        continue
                    first, second = (o.concept, s.concept) if inverse else (s.concept, o.concept)
                    breach = self._given.breach(relation, first, second)
                    if breach is None:
                        result.assertions.add(ordered(first, relation, second))
                    elif statement.subject_ids and statement.object_ids:
                        problems.append(breach)
        if not result.assertions and not problems:
            relations = ", ".join(statement.relation_ids)
            problems.append(
                Problem(field="relation_ids", message=f"{relations} fits nothing that subject and object were read as")
            )
        result.main = set(result.assertions)
        return result

    def decided(self, decided: tuple[tuple[str, str, str], ...], problems: list[Problem]) -> set[Assertion]:
        """The assertions that a curator decided on."""
        out: set[Assertion] = set()
        for s, r, o in decided:
            subject = self._given.concept(s, "decided", problems)
            relation, inverse = self._given.relation(r, problems, "decided")
            object = self._given.concept(o, "decided", problems)
            if not (subject and relation and object):
                continue
            if inverse:
                subject, object = object, subject
            breach = self._given.breach(relation, subject, object, "decided")
            if breach is not None:
                problems.append(breach)
            else:
                out.add(Assertion(*ordered(subject, relation, object)))
        return out

    def contexts(self, texts: tuple[str, ...]) -> tuple[tuple[str, ...], list[Unmapped]]:
        """The concepts of the contexts that were given, and those that name none."""
        found: list[str] = []
        unknown: list[Unmapped] = []
        for text in texts:
            named = self._given.concepts(text)
            if not named:
                unknown.append(Unmapped(slot="context", text=text, candidates=self._nearest(text), reason="no term"))
            found.extend(named)
        return tuple(dict.fromkeys(found)), unknown

"""Runs the shapes over graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.names import SHAPES
from coprod.validation.input_rules import INPUT_RULES
from coprod.validation.report import Finding, Report
from coprod.validation.results import Result
from coprod.validation.rules import SEVERITIES, Rule, read_rules, shape_files, shipped_rules, with_settings

if TYPE_CHECKING:
    from rdflib import Graph


class BrokenShapes(ValueError):
    """Shapes of the user that cannot be read; the message says which file, and where."""


def validate(
    paths: Iterable[Path],
    own_terms: Iterable[Path] = (),
    *,
    shapes: Iterable[Path] = (),
    settings: Mapping[str, str] | None = None,
    engine: str = "auto",
    texts: Path | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Report:
    """Checks graph files, taken together, against the shapes; the shipped ontology is added to them.

    Args:
        paths: Turtle, TriG, N-Triples, N-Quads or JSON-LD files.
        own_terms: Turtle files of the user's own terms.
        shapes: Turtle files of the user's own shapes.
        settings: rules that are off or have another severity: ``{"COP010": "off", "COP013": "info"}``.
        engine: one of `coprod.validation.engines.ENGINES`.
        texts: a folder with the texts of sources, for their quotes.
        say: is told where another engine is used than would be best.

    Raises:
        UnreadableGraph: a file is missing, empty or broken.
        BrokenShapes: a file of shapes is missing or broken.
        UnknownRule: a setting for a rule that does not exist.
        NoEngine: the engine is not installed.
    """
    from coprod.validation.engines import engine as engine_of
    from coprod.validation.partition import gather

    paths, own_terms, shapes = tuple(paths), tuple(own_terms), tuple(shapes)
    run_engine = engine_of(engine, say)
    rules = with_settings({**shipped_rules(), **INPUT_RULES, **_own_rules(shapes)}, settings or {})
    text = "\n".join(path.read_text(encoding="utf-8") for path in shape_files())
    data = gather(paths, own_terms, _predicates(text, shapes))
    if not data.checked:
        return Report(findings=(), checked=0)
    text += "\n" + "\n".join(path.read_text(encoding="utf-8-sig") for path in shapes) + _own_targets(own_terms)
    results = run_engine(data, text, not shapes)
    off = shipped_rules().keys() - rules.keys()
    found = _each_once(_finding(result, rules) for result in sorted(results) if _code(result) not in off)
    if texts is not None:
        found |= _quote_findings(paths, texts, rules)
    return Report(findings=_worst_first(found), checked=data.checked)


def run(data: Graph, shapes: Iterable[Path]) -> Graph:
    """The results of pyshacl for a graph of rdflib, without inference.

    Raises:
        RuntimeError: the engine gave up; the shapes are wrong.
    """
    import pyshacl
    from rdflib import Graph

    rules = Graph()
    for path in shapes:
        rules.parse(path)
    _, results, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise RuntimeError(f"the SHACL engine failed: {results}")
    return results


def findings(results: Graph, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """The results of `run` as findings, worst first; what a rule says of itself goes into each."""
    import pyoxigraph as ox

    from coprod.validation.results import read_results

    report = ox.parse(results.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    return _worst_first({_finding(result, rules) for result in read_results(report, b"")})


def _worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda f: (-SEVERITIES.index(f.severity), f)))


def _each_once(findings: Iterable[Finding]) -> set[Finding]:
    """A value that breaks several constraints of one rule is one finding, which names the first of them."""
    by_fault: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        by_fault.setdefault((finding.code, finding.focus, finding.path, finding.value), finding)
    return set(by_fault.values())


def _code(result: Result) -> str:
    return "own shape" if result.shape.startswith("_:") else result.shape.removeprefix(SHAPES)


def _finding(result: Result, rules: Mapping[str, Rule]) -> Finding:
    code = _code(result)
    rule = rules.get(code)
    return Finding(
        code=code,
        severity=rule.severity if rule else result.severity,
        focus=result.focus,
        path="" if "<" in result.path else result.path,
        value=result.value,
        component=result.component,
        message=rule.message if rule else f"This breaks a shape of your own ({result.component}).",
    )


def _quote_findings(paths: tuple[Path, ...], folder: Path, rules: Mapping[str, Rule]) -> set[Finding]:
    from coprod.validation.quotes import check_quotes, read_quotes

    return {
        Finding(severity=rules[f.code].severity, message=rules[f.code].message, **f._asdict())
        for f in check_quotes(read_quotes(paths), folder)
        if f.code in rules
    }


def _own_rules(shapes: tuple[Path, ...]) -> dict[str, Rule]:
    """The user's rules by the IRI of their shapes, or by what follows our namespace."""
    for path in shapes:
        try:
            read_rules([path])
        except (OSError, SyntaxError, ValueError) as error:
            where = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
            reason = error.strerror if isinstance(error, OSError) else getattr(error, "msg", str(error))
            raise BrokenShapes(f"{path}{where}: these shapes cannot be read: {reason}") from None
    own = read_rules(shapes)
    for code in own.keys() & shipped_rules().keys():
        raise BrokenShapes(f"{code} is a rule of coprod: give your own shape a name of its own")
    return own


def _predicates(shipped: str, shapes: tuple[Path, ...]) -> frozenset[str] | None:
    """The predicates that the shapes can see; ``None`` where a user's shape may see any."""
    from coprod.validation.partition import named_iris, predicates_of

    wanted = named_iris(shipped)
    for path in shapes:
        own = predicates_of(path.read_text(encoding="utf-8-sig"))
        if own is None:
            return None
        wanted |= own
    return wanted


def _own_targets(own_terms: tuple[Path, ...]) -> str:
    """Rules for direct triples look at the user's own relations too."""
    from coprod.names import COPROD
    from coprod.ontology import Ontology

    if not own_terms:
        return ""
    own = [r.iri for r in Ontology.load(own_terms).relations.values() if not r.iri.startswith(COPROD)]
    return "".join(
        f'\nshapes:{code} sh:targetSubjectsOf <{iri}> ; shapes:scope "graph" .'
        for iri in sorted(own)
        for code in ("COP090", "COP091")
    )

"""The engines agree; planted faults are found; valid graphs are left alone."""

from __future__ import annotations

from pathlib import Path

import faults
import pytest

from coprod.validation import engines, parts
from coprod.validation.partition import Data, gather, named_iris
from coprod.validation.rules import shape_files, shipped_rules
from coprod.validation.shacl import validate

RULES = shipped_rules()
CODES = sorted(RULES)
IN_SHAPES = [code for code in CODES if not RULES[code].in_text]
SHAPES = "\n".join(path.read_text(encoding="utf-8") for path in shape_files())


def planted(folder: Path, statements: int, each: int) -> list[Path]:
    """Valid statements, and as many faults of each rule."""
    graph = folder / "valid.trig"
    faults.maker().write(statements, graph)
    files = [graph]
    for number in range(each):
        for index, code in enumerate(IN_SHAPES):
            files.append(folder / f"{code}-{number}.ttl")
            files[-1].write_text(faults.example(code, "invalid", 1000 * number + index), encoding="utf-8")
    return files


def compare(files: list[Path], *, pruned: bool = True) -> None:
    """Shifty, at once and in parts, finds what pyshacl finds."""
    data = gather(files, (), named_iris(SHAPES) if pruned else None)
    in_parts = in_small_parts(data)
    fast = engines.run_shifty(data.ntriples, SHAPES.encode())
    reference = engines.run_pyshacl(gather(files, (), None).ntriples, SHAPES.encode())
    assert set(fast) ^ set(reference) == set()
    assert fast == reference
    assert in_parts == reference
    assert {result.shape.rsplit("/", 1)[1] for result in fast} == set(IN_SHAPES)


def in_small_parts(data: Data) -> list[engines.Result]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_SMALL", 200)
        patch.setattr(parts, "_LARGE", 1000)
        made = parts.jobs(data, SHAPES)
        assert len(made) > 2
        return parts.run(made, engines.run_shifty)


def test_engines_agree(tmp_path: Path) -> None:
    compare(planted(tmp_path, 5, 1))


def test_parts_find_what_the_whole_has(tmp_path: Path) -> None:
    data = gather(planted(tmp_path, 150, 3), (), named_iris(SHAPES))
    assert in_small_parts(data) == engines.run_shifty(data.ntriples, SHAPES.encode())


def test_blank_nodes_are_not_cut_apart(tmp_path: Path) -> None:
    text = faults.example("COP001", "invalid", 1).replace("ex:s1 a ", "_:s1 a ")
    (tmp_path / "blank.ttl").write_text(text, encoding="utf-8")
    data = gather([*planted(tmp_path, 150, 1), tmp_path / "blank.ttl"], (), named_iris(SHAPES))
    assert len(parts.jobs(data, SHAPES)) == 1


@pytest.mark.parametrize("scope", ["graph", "source"])
def test_each_rule_is_of_one_scope(scope: str) -> None:
    text = parts.shapes_of(SHAPES, scope)
    rules = {code for code in IN_SHAPES if f"shapes:{code} a sh:" in text}
    assert rules == {code for code in IN_SHAPES if RULES[code].scope == scope}
    assert all(f"@prefix {prefix}:" in text for prefix in ("coprod", "oa", "prov", "rdf", "xsd"))
    assert "shapes:prefixes sh:declare" in text


@pytest.mark.slow
def test_engines_agree_on_a_thousand_statements(tmp_path: Path) -> None:
    compare(planted(tmp_path, 800, 4))


@pytest.mark.slow
def test_engines_agree_on_everything_that_is_written(tmp_path: Path) -> None:
    compare(planted(tmp_path, 100, 2), pruned=False)


def find_fault(folder: Path, number: int) -> None:
    code = CODES[number % len(CODES)]
    file = folder / f"fault-{number}.ttl"
    file.write_text(faults.example(code, "invalid", number), encoding="utf-8")
    texts = faults.texts(folder / "texts", number) if RULES[code].in_text else None
    assert code in {finding.code for finding in validate([file], texts=texts).findings}, (number, code)


def leave_alone(folder: Path, number: int) -> None:
    assert validate([faults.valid_graph(folder, number)]).findings == (), number


@pytest.mark.parametrize("number", range(3, 200, 17))
def test_faults_are_found(tmp_path: Path, number: int) -> None:
    find_fault(tmp_path, number)


@pytest.mark.slow
def test_two_hundred_faults_are_found(tmp_path: Path) -> None:
    for number in range(max(200, 3 * len(CODES))):
        find_fault(tmp_path, number)


@pytest.mark.parametrize("number", range(1, 200, 40))
def test_valid_graphs_pass(tmp_path: Path, number: int) -> None:
    leave_alone(tmp_path, number)


@pytest.mark.slow
def test_two_hundred_valid_graphs_pass(tmp_path: Path) -> None:
    for number in range(200):
        leave_alone(tmp_path, number)


class TestChoice:
    """Which engine runs."""

    def test_auto_says_when_the_fast_one_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engines.importlib.util, "find_spec", lambda name: None)
        told: list[str] = []
        assert engines.engine("auto", told.append) is engines._reference
        assert "coprod[fast]" in told[0]

    def test_a_missing_engine_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engines.importlib.util, "find_spec", lambda name: None)
        with pytest.raises(engines.NoEngine):
            engines.engine("shifty")

    def test_auto_falls_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(data: bytes, shapes: bytes) -> list[engines.Result]:
            raise engines.EngineFailed("no such construct")

        monkeypatch.setattr(engines, "run_shifty", fail)
        told: list[str] = []
        file = faults.EXAMPLES / "COP010.invalid.ttl"
        assert [f.code for f in validate([file], say=told.append).findings] == ["COP010"]
        assert "no such construct" in told[0]

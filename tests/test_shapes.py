"""Every rule is whole, has its page, and its examples pass and fail as they should."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from coprod.data import shipped
from coprod.validation.input_rules import INPUT_RULES
from coprod.validation.quotes import UnreadableTexts
from coprod.validation.report import Report
from coprod.validation.rules import SEVERITIES, UnknownRule, ontology_rules, shape_files, shipped_rules
from coprod.validation.shacl import BrokenShapes, validate

ROOT = Path(__file__).parents[1]
EXAMPLES = shipped("shapes") / "examples"
CODES = sorted(shipped_rules())
_CODE = re.compile(r"\b(?:COP|ROW|SET|ONT)\d{3}\b")


def check(code: str, kind: str) -> Report:
    texts = EXAMPLES / "texts" if shipped_rules()[code].in_text else None
    return validate([EXAMPLES / f"{code}.{kind}.ttl"], texts=texts)


@pytest.mark.parametrize("code", CODES)
def test_rule_is_whole(code: str) -> None:
    rule = shipped_rules()[code]
    assert re.fullmatch(r"COP\d{3}", code)
    assert rule.severity in SEVERITIES
    assert rule.scope in ("source", "graph")
    assert rule.message.endswith(".")
    assert rule.why.endswith(".")
    assert rule.label
    assert rule.doc == f"https://w3id.org/coprod/docs/rules#{code}"
    assert f'<a id="{code}">' in (ROOT / "docs" / "rules" / "README.md").read_text()


def test_codes_are_used_once() -> None:
    heads = [head for path in shape_files() for head in re.findall(r"^shapes:(COP\d+) a ", path.read_text(), re.M)]
    assert sorted(heads) == CODES
    assert len({rule.label for rule in shipped_rules().values()}) == len(CODES)
    assert len(CODES) >= 40


@pytest.mark.parametrize("code", CODES)
def test_valid_example_passes_every_rule(code: str) -> None:
    report = check(code, "valid")
    assert report.checked
    assert report.findings == ()


@pytest.mark.parametrize("code", CODES)
def test_invalid_example_breaks_its_rule(code: str) -> None:
    assert code in {finding.code for finding in check(code, "invalid").findings}


def test_no_example_without_a_rule() -> None:
    assert {path.name.split(".")[0] for path in EXAMPLES.glob("*.ttl")} == set(CODES)


def test_every_code_that_is_reported_has_its_page() -> None:
    page = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    rules = {**shipped_rules(), **INPUT_RULES, **ontology_rules()}
    for code, rule in rules.items():
        assert f'<a id="{code}">' in page, code
        assert rule.doc == f"https://w3id.org/coprod/docs/rules#{code}"
    named = {code for file in (ROOT / "coprod").rglob("*.py") for code in _CODE.findall(file.read_text("utf-8"))}
    assert named <= rules.keys()


def test_the_examples_of_rows_and_settings() -> None:
    from coprod import validate
    from coprod.config import load

    for kind, count in (("valid", 0), ("invalid", 1)):
        rows = validate([EXAMPLES / f"ROW001.{kind}.csv"]).findings
        assert [f.code for f in rows if f.code == "ROW001"] == ["ROW001"] * count
        settings = EXAMPLES / f"SET001.{kind}.toml"
        report = validate([EXAMPLES / "COP001.valid.ttl"], config=load(settings), settings_file=settings)
        assert [(f.code, f.location.line) for f in report.findings] == [("SET001", 2)] * count


def test_the_page_of_rules_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_rules", ROOT / "docs" / "rules" / "make.py")
    assert spec
    assert spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.PAGE.read_text(encoding="utf-8") == make.page()


def test_no_recursive_path_in_the_shapes() -> None:
    for path in shape_files():
        text = path.read_text()
        assert "zeroOrMorePath" not in text
        assert "oneOrMorePath" not in text
        assert not re.search(r"\w[+*] ", re.sub(r'sh:(pattern|message) ".*', "", text))


def test_the_worked_example_has_no_violation() -> None:
    assert validate([ROOT / "docs" / "example.trig"]).at_least("violation") == ()


def test_direct_triples_of_every_relation_are_looked_at() -> None:
    from coprod.ontology import Ontology

    text = (shipped("shapes") / "disputes.ttl").read_text()
    for relation in Ontology.load().relations:
        assert len(re.findall(rf"coprod:{relation}\b", text)) >= 2


class TestSettings:
    """Rules switched off, of another severity, and of the user's own."""

    bad = (EXAMPLES / "COP010.invalid.ttl",)

    def test_off(self) -> None:
        assert validate(self.bad, settings={"COP010": "off"}).findings == ()

    def test_severity(self) -> None:
        report = validate(self.bad, settings={"COP010": "info"})
        assert [f.severity for f in report.findings] == ["info"]

    def test_rules_of_rows_and_settings(self, tmp_path: Path) -> None:
        from coprod import validate
        from coprod.config import Config

        rows = EXAMPLES / "ROW001.invalid.csv"
        config = Config(rules={"ROW001": "info", "SET001": "violation"}, ontology_version="99.0")
        found = {f.code: f.severity for f in validate([rows], config=config).findings}
        assert (found["ROW001"], found["SET001"]) == ("info", "violation")
        config = Config(rules={"SET001": "off"}, ontology_version="99.0")
        assert "SET001" not in {f.code for f in validate([rows], config=config).findings}
        with pytest.raises(UnknownRule, match="ROW001 cannot be off"):
            validate([rows], config=Config(rules={"ROW001": "off"}))

    @pytest.mark.parametrize("settings", [{"COP999": "off"}, {"COP010": "loud"}])
    def test_unknown(self, settings: dict[str, str]) -> None:
        with pytest.raises(UnknownRule, match=next(iter(settings))):
            validate(self.bad, settings=settings)

    def test_own_shapes(self, tmp_path: Path) -> None:
        own = tmp_path / "own.ttl"
        own.write_text(
            "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix coprod: <https://w3id.org/coprod/> .\n"
            "<https://example.org/Noted> a sh:PropertyShape ; sh:targetClass coprod:Statement ; sh:path coprod:note ;\n"
            '  sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Write a note." .'
        )
        report = validate([EXAMPLES / "COP001.valid.ttl"], shapes=[own])
        assert [(f.code, f.severity, f.message) for f in report.findings] == [
            ("https://example.org/Noted", "warning", "Write a note.")
        ]

    def test_own_sparql_shapes_see_every_predicate(self, tmp_path: Path) -> None:
        data = tmp_path / "data.ttl"
        data.write_text((EXAMPLES / "COP001.valid.ttl").read_text() + 'ex:s1 ex:colour "blue" .\n')
        own = tmp_path / "own.ttl"
        own.write_text(
            "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix coprod: <https://w3id.org/coprod/> .\n"
            "<https://example.org/Odd> a sh:NodeShape ; sh:targetClass coprod:Statement ; sh:sparql [ sh:select\n"
            "  'SELECT $this ?value WHERE { $this ?p ?value . FILTER (STRENDS(STR(?p), \"colour\")) }' ] .\n"
        )
        assert [f.value for f in validate([data], shapes=[own]).findings] == ["blue"]

    def test_broken_shapes(self, tmp_path: Path) -> None:
        own = tmp_path / "own.ttl"
        own.write_text("a b")
        with pytest.raises(BrokenShapes, match=r"own\.ttl, line 1"):
            validate(self.bad, shapes=[own])

    def test_texts(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableTexts):
            validate(self.bad, texts=tmp_path / "none")

"""Settings: every fault names the file and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod.config import BadConfig, Config, load
from coprod.names import DEFAULT_BASE


def write(folder: Path, text: str) -> Path:
    (folder / "terms.ttl").touch()
    (folder / "works.tsv").touch()
    path = folder / "coprod.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_settings(tmp_path: Path) -> None:
    text = (
        'base = "https://example.org/x/"\nontology = ["terms.ttl"]\nworks = "works.tsv"\nontology-version = "1.0"\n'
        '[columns]\nsubject = "Akteur"\n'
    )
    assert load(write(tmp_path, text)) == Config(
        base="https://example.org/x/",
        ontology=(tmp_path / "terms.ttl",),
        works=tmp_path / "works.tsv",
        ontology_version="1.0",
        columns={"subject": "Akteur"},
    )


def test_the_file_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == Config()
    assert load().base == DEFAULT_BASE
    write(tmp_path, 'ontology = "terms.ttl"\n')
    assert load().ontology == (Path("terms.ttl"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('bas = "x"', "there is no key “bas”; did you mean “base”?"),
        (
            "zzz = 1",
            "there is no key “zzz”; the keys are base, columns, ontology, decisions, works, rules, ontology-version",
        ),
        ('ontology_version = "1"', "did you mean “ontology-version”?"),
        ("base = 3", "base: expected text, got a number"),
        ('base = "example.org"', "base: “example.org” is not the start of IRIs"),
        ('base = "https://example.org/a b/"', "is not the start of IRIs"),
        ('base = "https://example.org/x"', "is not the start of IRIs"),
        ('[columns]\nsubjct = "A"', "columns: there is no field “subjct”; did you mean “subject”?"),
        ("[columns]\nsubject = 3", "columns: expected text"),
        ('ontology = ["no.ttl"]', "ontology: there is no file"),
        ("ontology = [3]", "ontology: expected text"),
        ('works = "no.tsv"', "works: there is no file"),
        ("works = 3", "works: expected text"),
        ("base = ", "is not TOML"),
    ],
)
def test_wrong_settings(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(BadConfig) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="there is no such file"):
        load(tmp_path / "coprod.toml")

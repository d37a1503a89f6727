"""Settings of a project, read from ``coprod.toml``.

::

    base = "https://example.org/evidence/"
    ontology = ["our-terms.ttl"]
    decisions = "decisions.sssom.tsv"
    works = "works.tsv"
    ontology-version = "1.0"

    [columns]
    subject = "Akteur"

    [rules]
    COP016 = "off"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import msgspec

from coprod.names import DEFAULT_BASE
from coprod.readers.columns import FIELDS, field_of
from coprod.readers.errors import did_you_mean

FILE_NAME: Final = "coprod.toml"
_BASE: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")


class BadConfig(ValueError):
    """Settings that cannot be used; the message names the file and the key."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Settings. Paths are given from the folder of the file, and are found from anywhere."""

    base: str = DEFAULT_BASE
    """The start of every IRI that is made for statements."""
    columns: dict[str, str] = {}
    """Our field to the header of the user's column."""
    ontology: tuple[Path, ...] = ()
    """The user's own Turtle files of terms."""
    decisions: tuple[Path, ...] = ()
    """What curators decided on phrases."""
    works: Path | None = None
    """The list of copies and versions of works."""
    rules: dict[str, str] = {}
    """Codes of rules that are ``off``, or that have another severity."""
    ontology_version: str = ""
    """The version of the ontology that the project was coded with."""


def load(path: Path | None = None) -> Config:
    """The settings of a file; without a path those of ``coprod.toml`` in the working folder, or the defaults.

    Raises:
        BadConfig: the file is missing or broken, a key is unknown, or a value is wrong.
    """
    if path is None:
        path = Path(FILE_NAME)
        if not path.exists():
            return Config()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadConfig(f"{path}: there is no such file") from None
    except OSError as error:
        raise BadConfig(f"{path}: cannot be opened: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path}: is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{path}: is not TOML: {error}") from None
    return _config(path, table)


def _config(path: Path, table: dict[str, object]) -> Config:
    keys = [field.encode_name for field in msgspec.structs.fields(Config)]
    for key in table:
        if key not in keys:
            raise BadConfig(
                f"{path}: there is no key “{key}”{did_you_mean(key, keys) or f'; the keys are {_list(keys)}'}"
            )
    for key in ("ontology", "decisions"):
        if isinstance(table.get(key), str):
            table[key] = [table[key]]
    try:
        config = msgspec.convert(table, Config, dec_hook=_path)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        key = place.strip("`.").partition("[")[0] or "the file"
        raise BadConfig(f"{path}: {key}: {_plain(message)}") from None
    if not _BASE.fullmatch(config.base):
        raise BadConfig(
            f"{path}: base: “{config.base}” is not the start of IRIs; write it as in https://example.org/evidence/"
        )
    for field in config.columns:
        if not field_of(field):
            raise BadConfig(f"{path}: columns: there is no field “{field}”{did_you_mean(field, FIELDS)}")
    folder = path.parent
    return msgspec.structs.replace(
        config,
        ontology=tuple(_there(path, "ontology", folder / file) for file in config.ontology),
        decisions=tuple(_there(path, "decisions", folder / file) for file in config.decisions),
        works=_there(path, "works", folder / config.works) if config.works else None,
    )


def _path(kind: type, value: object) -> Path:
    if not isinstance(value, str):
        raise ValueError("Expected `str`")
    return Path(value)


def _there(path: Path, key: str, file: Path) -> Path:
    if not file.is_file():
        raise BadConfig(f"{path}: {key}: there is no file {file}")
    return file


def _plain(message: str) -> str:
    """msgspec's words in the words of TOML."""
    words = {
        "`str`": "text",
        "`object`": "a table",
        "`array`": "a list",
        "`int`": "a number",
        "`bool`": "true or false",
    }
    for word, plain in words.items():
        message = message.replace(word, plain)
    return message.replace("Expected", "expected")


def _list(keys: list[str]) -> str:
    return ", ".join(keys)

"""Writes the page of rules from the shapes and their examples: `python docs/rules/make.py`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from coprod.data import shipped
from coprod.validation.input_rules import INPUT_RULES
from coprod.validation.rules import Rule, ontology_rules, shipped_rules

PAGE = Path(__file__).parent / "README.md"
_EXAMPLES = "../../shapes"
_SCOPE = {
    "source": "what one source says",
    "graph": "the whole graph",
    "row": "one row of a table",
    "settings": "`coprod.toml`",
}
_HEAD = """# Rules

What `coprod validate` checks. A violation makes it exit with 1; a warning is worth a look; an info says what is not
known. Each COP rule is a SHACL shape in [shapes/](../../shapes), with two examples. Some rules need the texts of
the sources (`--texts FOLDER`: one UTF-8 file for each source, named by its DOI with `_` for `/`, or by its key).
`coprod.toml` switches a rule off, or changes its severity:

```toml
[rules]
COP016 = "off"
COP060 = "info"
```

Shapes of your own (`--shapes`) are reported by their IRI, and those without one as “own shape”; they are set likewise,
by their IRI. What `coprod ontology check` says of an ontology is [further below](#ontology).

This page is made from the shapes by `python docs/rules/make.py`.
"""
_ONTOLOGY = """## <a id="ontology"></a>Rules for the ontology

What `coprod ontology check` looks at. They are for the shipped ontology and for ontologies like it, cannot be switched
off, and any finding makes the command exit with 1.
"""


def page() -> str:
    """The page."""
    rules = {**shipped_rules(), **INPUT_RULES}
    parts = [_HEAD, *_table(rules), *(_section(rule, "examples") for rule in rules.values())]
    parts += [_ONTOLOGY, *_table(ontology_rules())]
    parts += [_section(rule, "ontology/examples") for rule in ontology_rules().values()]
    return "\n".join(parts)


def _table(rules: Mapping[str, Rule]) -> list[str]:
    rows = [f"| [{code}](#{code}) | {rule.severity} | {rule.label} |" for code, rule in rules.items()]
    return ["| code | | |", "|---|---|---|", *rows, ""]


def _section(rule: Rule, folder: str) -> str:
    about = f", about {_SCOPE[rule.scope]}" if rule.scope else ""
    text = ", in the text of the source" if rule.in_text else ""
    off = "" if rule.may_be_off else " It cannot be switched off, but its severity can be changed."
    why = f"- **Why**: {rule.why}\n" if rule.why else ""
    valid, invalid = _examples(rule.code, folder)
    return f"""## <a id="{rule.code}"></a>{rule.code}: {rule.label}

{rule.severity.capitalize()}{about}{text}.{off}

- **What to do**: {rule.message}
{why}
```diff
{_difference(invalid, valid)}
```

The whole: [valid]({_EXAMPLES}/{folder}/{valid.name}), [invalid]({_EXAMPLES}/{folder}/{invalid.name}).
"""


def _examples(code: str, folder: str) -> list[Path]:
    """The valid and the invalid example."""
    return [next((shipped("shapes") / folder).glob(f"{code}.{kind}.*")) for kind in ("valid", "invalid")]


def _difference(*files: Path) -> str:
    """The lines in which the invalid and the valid example differ, each with the line of its subject."""
    invalid, valid = (
        [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("@prefix")]
        for file in files
    )
    lines, subject, shown = [], "", ""
    for line in difflib.ndiff(invalid, valid):
        if line.startswith("?"):
            continue
        if line[2:3].strip():
            subject = line
        if line.startswith(("-", "+")) and line[2:].strip():
            if shown != subject and line != subject and subject.startswith(" "):
                lines.append(subject)
            shown = subject
            lines.append(line if len(line) < 160 else line[:120] + " …")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

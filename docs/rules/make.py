"""Writes the page of rules from the shapes and their examples: `python docs/rules/make.py`."""

from __future__ import annotations

import difflib
from pathlib import Path

from coprod.data import shipped
from coprod.validation.rules import Rule, shipped_rules

PAGE = Path(__file__).parent / "README.md"
_EXAMPLES = "../../shapes/examples"
_SCOPE = {"source": "what one source says", "graph": "the whole graph"}
_HEAD = """# Rules

What `coprod validate` checks. A violation makes it exit with 1; a warning is worth a look; an info says what is not
known. Each rule is a SHACL shape in [shapes/](../../shapes), with two examples. Some rules need the texts of
the sources (`--texts FOLDER`: one UTF-8 file for each source, named by its DOI with `_` for `/`, or by its key).
`coprod.toml` switches a rule off, or changes its severity:

```toml
[rules]
COP016 = "off"
COP060 = "info"
```

This page is made from the shapes by `python docs/rules/make.py`.
"""


def page() -> str:
    """The page."""
    rules = shipped_rules()
    parts = [_HEAD, "| code | | |", "|---|---|---|"]
    parts += [f"| [{code}](#{code}) | {rule.severity} | {rule.label} |" for code, rule in rules.items()]
    return "\n".join([*parts, "", *(_section(rule) for rule in rules.values())])


def _section(rule: Rule) -> str:
    text = ", in the text of the source" if rule.in_text else ""
    return f"""## <a id="{rule.code}"></a>{rule.code}: {rule.label}

{rule.severity.capitalize()}, about {_SCOPE[rule.scope]}{text}.

- **What to do**: {rule.message}
- **Why**: {rule.why}

```diff
{_difference(rule.code)}
```

The whole: [valid]({_EXAMPLES}/{rule.code}.valid.ttl), [invalid]({_EXAMPLES}/{rule.code}.invalid.ttl).
"""


def _difference(code: str) -> str:
    """The lines in which the valid and the invalid example differ, each with the line of its subject."""
    folder = shipped("shapes") / "examples"
    invalid, valid = (
        [line for line in (folder / f"{code}.{kind}.ttl").read_text().splitlines() if not line.startswith("@prefix")]
        for kind in ("invalid", "valid")
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

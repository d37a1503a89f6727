"""What a user installs: wheel, sdist and editable, each with the ontology and the shapes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROBE = "from coprod.data import shipped; from coprod import Ontology; print(shipped('ontology')); print(Ontology.load().concepts['CoDesign'].label)"  # noqa: E501

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git knows, in a folder of their own."""
    folder = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", dist, checkout], check=True, capture_output=True)
    return dist


def _environment(folder: Path) -> Path:
    """A virtual environment that sees this one's dependencies and not its coprod; the path of its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def _install(python: Path, *what: str) -> None:
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", *what], check=True, capture_output=True)


def _probe(python: Path, cwd: Path) -> list[str]:
    done = subprocess.run([python, "-c", PROBE], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_wheel_and_sdist_carry_the_data(built: Path, tmp_path: Path, kind: str) -> None:
    python = _environment(tmp_path / "venv")
    _install(python, str(next(built.glob(kind))))
    where, label = _probe(python, tmp_path)
    assert where.startswith(str(tmp_path / "venv"))
    assert label == "co-design"
    done = subprocess.run([tmp_path / "venv" / "bin" / "coprod", "ground", "carers"], capture_output=True, text=True)
    assert "Carer" in done.stdout


def test_an_edited_turtle_file_is_seen_at_once_under_editable(checkout: Path, tmp_path: Path) -> None:
    python = _environment(tmp_path / "venv")
    _install(python, "-e", str(checkout))
    where, label = _probe(python, tmp_path)
    assert (Path(where), label) == (checkout / "ontology", "co-design")
    process = checkout / "ontology" / "process.ttl"
    text = process.read_text(encoding="utf-8")
    process.write_text(
        text.replace('skos:prefLabel "co-design"@en', 'skos:prefLabel "designed together"@en'), encoding="utf-8"
    )
    assert _probe(python, tmp_path)[1] == "designed together"


def test_the_wheel_is_light(built: Path) -> None:
    wheel = next(built.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.stat().st_size < 1_500_000
    assert "coprod/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]

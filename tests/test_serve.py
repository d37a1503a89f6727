"""`coprod serve`: the endpoint answers curl, SPARQLWrapper and rdflib as its own message says, and stops cleanly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers

EXAMPLE = Path(__file__).parents[1] / "docs" / "example.trig"
COPROD = Path(sys.executable).parent / "coprod"
PATIENT_AND_CARER = {"https://w3id.org/coprod/Patient", "https://w3id.org/coprod/Carer"}

slow = pytest.mark.slow


def start(*arguments: str | Path) -> tuple[subprocess.Popen[str], list[str]]:
    """The command, and what it says until the server is up."""
    process = subprocess.Popen(
        [COPROD, "serve", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "print(row.actor)" in line:
            break
    if len(said) < 5:
        raise AssertionError(process.communicate())
    return process, said


def stop(process: subprocess.Popen[str], number: int = signal.SIGINT) -> tuple[int, str]:
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    return process.returncode, errors


def closed(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((host, port)) != 0


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, str]]:
    process, said = start(EXAMPLE, "--port", "0")
    text = "".join(said)
    found = re.search(r"served at (\S+),", text)
    assert found
    try:
        yield found[1], text
    finally:
        stop(process)


@slow
@servers.needs_oxigraph
def test_each_snippet_of_the_message_runs(served: tuple[str, str]) -> None:
    _, text = served
    shell, wrapper, rdflib = re.split(r"^From [^\n]*:\n", text, flags=re.MULTILINE)[1:]
    for command in (["bash", "-c", shell], [sys.executable, "-c", wrapper], [sys.executable, "-c", rdflib]):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert set(done.stdout.split()) >= PATIENT_AND_CARER, done.stderr


@slow
@servers.needs_oxigraph
def test_it_is_for_reading_and_for_this_computer_only(served: tuple[str, str]) -> None:
    import requests

    url, text = served
    assert "on this computer only" in text
    address = url.removesuffix("/query")
    assert requests.post(f"{address}/update", data={"update": "CLEAR ALL"}, timeout=10).status_code >= 400
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)} - {"127.0.0.1", "::1"}
    port = int(address.rpartition(":")[2])
    for other in others:
        if str(other).startswith("127."):
            continue
        assert closed(str(other), port)


@slow
@servers.needs_oxigraph
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, number: int) -> None:
    process, said = start(EXAMPLE, "--port", "0")
    found = re.search(r"127\.0\.0\.1:(\d+)", "".join(said))
    assert found
    assert stop(process, number) == (0, "")
    assert closed("127.0.0.1", int(found[1]))


@slow
@servers.needs_oxigraph
def test_a_folder_is_served_too_and_a_taken_port_is_told(tmp_path: Path) -> None:
    subprocess.run([COPROD, "store", "build", EXAMPLE, "-o", tmp_path / "store"], check=True, capture_output=True)
    process, said = start(tmp_path / "store", "--port", "0")
    try:
        found = re.search(r"127\.0\.0\.1:(\d+)", "".join(said))
        assert found
        second = subprocess.run(
            [COPROD, "serve", EXAMPLE, "--port", found[1]], capture_output=True, text=True, timeout=60
        )
        assert (second.returncode, second.stdout) == (2, "")
        assert "is taken" in second.stderr
    finally:
        stop(process)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coprod.serving import server

    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(server.ServeError, match=re.escape("pip install 'coprod[serve]'")):
        server.binary()


def test_wrong_input_is_told_before_anything_starts(tmp_path: Path) -> None:
    if not servers.OXIGRAPH:
        pytest.skip("no `oxigraph` binary; pip install oxigraph")
    for graph, said in (("missing.trig", "cannot be read"), (".", "coprod store build")):
        done = subprocess.run(
            [COPROD, "serve", graph, "--port", "0"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr

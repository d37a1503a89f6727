"""Real SPARQL servers for tests, started on a free port of the loopback address and stopped at the end."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
ISQL = shutil.which("isql-vt")

needs_oxigraph = pytest.mark.skipif(not OXIGRAPH, reason="no `oxigraph` binary; pip install oxigraph")
needs_virtuoso = pytest.mark.skipif(
    not VIRTUOSO or not ISQL, reason="no `virtuoso-t` or `isql-vt`; apt-get install virtuoso-opensource"
)

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """The address of a server that can be written to, without the union default graph."""
    assert OXIGRAPH
    url = f"http://127.0.0.1:{free_port()}"
    bind = url.removeprefix("http://")
    with _running([OXIGRAPH, "serve", "--location", str(folder), "--bind", bind, *options], url, folder.parent):
        yield url


@contextlib.contextmanager
def virtuoso(folder: Path, nquads: Path | None = None) -> Iterator[str]:
    """The address of a Virtuoso with its data in a folder, loaded with a file of N-Quads; user and password are dba."""
    assert VIRTUOSO
    assert ISQL
    sql, http = free_port(), free_port()
    folder.mkdir(exist_ok=True)
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), encoding="utf-8")
    url = f"http://127.0.0.1:{http}"
    with _running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], f"{url}/sparql", folder):
        if nquads is not None:
            shutil.copyfile(nquads, folder / "graph.nq")
            load = "DB.DBA.TTLP_MT(file_to_string_output('graph.nq'),'','urn:x',512);\ncheckpoint;\n"
            command = [ISQL, f"127.0.0.1:{sql}", "dba", "dba", "ERRORS=STDOUT"]
            done = subprocess.run(command, input=load, capture_output=True, text=True, check=True, timeout=120)
            assert "Error" not in done.stdout, done.stdout
        yield url


@contextlib.contextmanager
def _running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            wait_for(url, process)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes] | subprocess.Popen[str], seconds: float = 60) -> None:
    """Returns when the server answers something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{url} did not answer within {seconds} seconds")

"""A SPARQL endpoint by the `oxigraph` binary, for reading, on the loopback address."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final

from coprod.store import DiskStore, StoreError
from coprod.store.disk import is_store

HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 60
_STOP_SECONDS: Final = 10


class ServeError(RuntimeError):
    """The server cannot be started; the message says what to do."""


def binary() -> str:
    """The `oxigraph` program: beside this Python, else on the path.

    Raises:
        ServeError: it is not installed.
    """
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not found:
        raise ServeError("serving needs the oxigraph program: pip install 'coprod[serve]'")
    return found


@contextlib.contextmanager
def serving(graph: Path, port: int, timeout: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of an endpoint for a graph file or the folder of a store, while the block runs.

    Args:
        graph: a graph file, which is copied into a temporary store, or a folder made by `coprod store build`.
        port: the port; 0 takes a free one.
        timeout: seconds after which the server gives up most queries.

    Raises:
        UnreadableGraph: the file is missing, empty or broken.
        ServeError: the program is not installed, the port is taken, or the server does not start.
        StoreError: the folder holds no store.
    """
    program = binary()
    port = _free(port)
    with tempfile.TemporaryDirectory(prefix="coprod-serve-") as temporary:
        folder = graph
        if graph.is_dir():
            if not is_store(graph):
                raise StoreError(f"{graph}: there is no store here; make one with: coprod store build GRAPH -o {graph}")
        else:
            folder = Path(temporary) / "store"
            DiskStore.build(folder, [graph])
        log = Path(temporary) / "server.log"
        command = [program, "serve-read-only", "--location", str(folder), "--bind", f"{HOST}:{port}"]
        command += ["--union-default-graph", "--timeout-s", str(timeout)]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            url = f"http://{HOST}:{port}"
            _await(url, process, log)
            yield f"{url}/query", process
        finally:
            _stop(process)


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Ends the block with KeyboardInterrupt on Ctrl-C and on the signal that service managers send."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve(graph: Path, port: int, timeout: int, say: Callable[[str], None]) -> None:
    """Serves until Ctrl-C.

    Raises:
        UnreadableGraph: the file is missing, empty or broken.
        ServeError: the server cannot be started, or ended by itself.
    """
    from coprod.serving.message import message

    with contextlib.suppress(KeyboardInterrupt), stopped_by_signals(), serving(graph, port, timeout) as (url, process):
        say(message(str(graph), url))
        code = process.wait()
        raise ServeError(
            f"the server ended by itself ({code}); a query can do that, a deeply nested one for example. Start it again"
        )


def _free(port: int) -> int:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise ServeError(f"port {port} is taken; name another with --port, or 0 for any free one") from None
        return int(probe.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
        else:
            return
    said = log.read_text(encoding="utf-8", errors="replace").strip()
    raise ServeError(f"the server does not start: {said or 'it says nothing'}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

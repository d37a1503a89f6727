"""How commands end when their input is wrong."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click


class InputError(click.ClickException):
    """Wrong, missing or broken input: exit code 2."""

    exit_code = 2


@contextlib.contextmanager
def input_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Turns the given exceptions, and files that cannot be opened or written, into exit code 2 with their message."""
    try:
        yield
    except kinds as error:
        raise InputError(str(error)) from None
    except OSError as error:
        raise InputError(f"{error.filename or 'file'}: {(error.strerror or str(error)).lower()}") from None

"""What many tests share."""

from __future__ import annotations

import pytest

from coprod.mapping.mapper import Mapper


@pytest.fixture(scope="session")
def mapper() -> Mapper:
    """One mapper for all tests of a process: making it takes longer than most of them."""
    return Mapper()

"""Components that are right meet every check: what the others break stands on these."""

from __future__ import annotations

from support.conformance.asked import AskedChecks
from support.conformance.files import FilesChecks
from support.conformance.shelf import ShelfChecks
from support.conformance.told import ToldChecks


class TestFiles(FilesChecks):
    pass


class TestAsked(AskedChecks):
    pass


class TestTold(ToldChecks):
    pass


class TestShelf(ShelfChecks):
    pass

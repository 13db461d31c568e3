"""What is remembered between runs: which run is true, what it gave, what is still to be delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kartoteka.catalog.catalog import Catalog as Catalog


def __getattr__(name: str) -> Any:
    # SQLAlchemy is loaded with the class, so the records beside it stay cheap to import.
    if name == "Catalog":
        from kartoteka.catalog.catalog import Catalog

        return Catalog
    raise AttributeError(f"module 'kartoteka.catalog' has no attribute {name!r}")

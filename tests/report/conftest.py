from collections.abc import Iterator
from pathlib import Path

import pytest

from support.pipelines import Shop
from support.report import hostile_shop
from support.shop import own_settings, shop

__all__ = ["own_settings", "shop"]


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The project with the hostile names, run as of two days. It is only read."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KARTOTEKA_CONFIG_DIR", str(folder / "settings"))
        yield hostile_shop(Shop(folder))


@pytest.fixture(scope="package")
def reports(hostile: Shop) -> dict[str, Path]:
    """Its report in each language."""
    files = {language: hostile.folder / f"report-{language}.html" for language in ("en", "pl", "fr", "ru")}
    for language, file in files.items():
        hostile.kartoteka("report", "-o", str(file), "--language", language).done()
    return files

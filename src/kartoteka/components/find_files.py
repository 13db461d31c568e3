"""The files that an option `path` names."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from kartoteka.errors import InputError
from kartoteka.language import gettext as _

_SHOWN = 10


def find_files(written: str, folder: Path, example: str) -> Sequence[Path]:
    """The file, or all files that fit a pattern, in the order of their names.

    Args:
        written: A path or a pattern such as `orders-*.csv`.
        folder: Where a relative one starts.
        example: A pattern for a folder of such files, for the hint: `*.csv`.

    Raises:
        InputError: There is none; it says what there is.
    """
    pattern = str(folder / Path(written).expanduser())
    exact = Path(pattern)
    found = [exact] if exact.is_file() else sorted(Path(path) for path in glob.glob(pattern, recursive=True))  # noqa: PTH207  # absolute patterns
    files = [path for path in found if path.is_file()]
    if files:
        return files
    if exact.is_dir():
        raise InputError(
            _("{path!r} is a folder, not a file", path=written),
            hint=_("Take the files in it: path: {path}/{example}", path=written.rstrip("/"), example=example),
        )
    raise InputError(
        _("no file {path!r}; looked for {pattern}", path=written, pattern=pattern), hint=_what_is_there(exact.parent)
    )


def _what_is_there(folder: Path) -> str:
    if not folder.is_dir():
        return _("There is no folder {folder}.", folder=folder)
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return _("In {folder} there are: {names}.", folder=folder, names=shown) if names else _("{folder} is empty.", folder=folder)

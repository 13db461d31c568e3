"""One catalog belongs to one state folder: the same random name is written in both, and compared whenever they are opened."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from kartoteka.catalog.tables import state
from kartoteka.durable import make_folder, write_whole
from kartoteka.errors import StateError
from kartoteka.language import gettext as _

FILE = "root.json"


def check_root(connection: Connection, folder: Path, catalog: str) -> str:
    """The name of the state root that a state folder and its catalog agree on.

    Raises:
        StateError: They belong to others.
    """
    known = connection.execute(select(state.c.root, state.c.home)).one_or_none()
    here = read_root(folder)
    if known is None:
        raise StateError(
            _("the catalog {catalog} belongs to no state folder yet", catalog=catalog),
            hint=_("run a pipeline first: kartoteka run"),
        )
    if here is not None and here == known.root:
        return here
    raise StateError(
        _(
            "the catalog {catalog} belongs to the state folder made as {other}, not to {folder}",
            catalog=catalog,
            other=known.home,
            folder=folder,
        ),
        hint=_(
            "a catalog describes the snapshots of one state folder: work in the folder that it belongs to, "
            "or give this project a catalog of its own under `catalog:`"
        ),
    )


def claim_root(connection: Connection, folder: Path, catalog: str) -> str:
    """As `check_root`; a catalog that belongs to nobody yet is given to this state folder.

    Raises:
        StateError: They belong to others, or the catalog is empty while the folder holds committed runs.
    """
    if connection.execute(select(state.c.id)).first() is not None:
        return check_root(connection, folder, catalog)
    refuse_strangers(folder, catalog)
    root = read_root(folder)
    if root is None:
        root = str(uuid4())
        # The folder first: a catalog that names a root which no folder has could never be opened again.
        make_folder(folder)
        write_whole(folder / FILE, json.dumps({"root": root}).encode() + b"\n")
    connection.execute(insert(state).values(id=1, root=root, home=f"{socket.gethostname()}:{folder}"))
    return root


def refuse_strangers(folder: Path, catalog: str) -> None:
    """Refuse an empty catalog beside snapshots: tidying up would take them for the remains of killed runs.

    Raises:
        StateError: There are committed runs in the state folder.
    """
    if any(folder.glob("runs/*/manifest.json")):
        raise StateError(
            _(
                "the catalog {catalog} is empty, but {folder} holds committed runs that another catalog knows",
                catalog=catalog,
                folder=folder / "runs",
            ),
            hint=_(
                "point `catalog:` at that other one or copy its contents here; to begin anew, move the folder .kartoteka away"
            ),
        )


def read_root(folder: Path) -> str | None:
    """The name in a state folder; None where there is none.

    Raises:
        StateError: The file that holds it cannot be read.
    """
    file = folder / FILE
    try:
        root = json.loads(file.read_text(encoding="utf-8"))["root"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise StateError(
            _("{file} does not name a state root ({error})", file=file, error=error),
            hint=_(
                'it has to hold {"root": "…"}; bring it back from a backup, or move the folder .kartoteka away to begin anew'
            ),
        ) from None
    return str(root)

"""One state of a database, for all sources that read from it in a run."""

from kartoteka_sql.snapshot.base import Snapshot as Snapshot
from kartoteka_sql.snapshot.opening import open_snapshot as open_snapshot

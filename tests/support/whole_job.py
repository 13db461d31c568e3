"""A whole `kartoteka run` over a small project with three exports; made to be killed."""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from kartoteka import crash
from kartoteka.cli.main import INTERRUPTED, main

PROJECT = """\
version: 1
locale: en
timezone: Europe/Warsaw
currency: PLN
threads: 1          # what forks must not have more
pipelines:
  shop:
    sources:
      customers: {use: csv, path: data/customers.csv}
      orders: {use: csv, path: data/orders.csv}
    segments:
      loyalty:
        use: frequency
        tiers:
          - {name: regular, every: 1 month, terms: {discount: 5%}}
    campaigns:
      autumn:
        where: loyalty <> 'no-orders'
        channel: email
        consent: consent_email
        export:
          - {use: csv, path: "out/{segment}.csv", columns: [customer_id, name, email, loyalty_discount]}
          - {use: jsonl, path: out/all.jsonl, columns: [customer_id, loyalty, loyalty_last_order_on]}
          - {use: sql, url: "sqlite:///crm.sqlite", table: autumn, columns: [customer_id, loyalty]}
"""

# The library behind the catalog and the `sql` exporter fsyncs by itself, where no point of ours is: so each writing statement
# and each commit of a database is one as well.
DATABASE_POINTS = {"before-statement": "database", "before-database-commit": "database"}
READING = ("SELECT", "PRAGMA", "BEGIN", "ROLLBACK")


def write_project(folder: Path) -> None:
    """A project as of whose first day `orders.csv` is a link to `orders-old.csv`.

    The sources are links, so that copies of the project see the same files, as unchanged as they are here.
    """
    (folder / "kartoteka.yaml").write_text(PROJECT)
    sources = folder.parent / "sources"
    sources.mkdir()
    (folder / "data").mkdir()
    numbers = random.Random("kartoteka sources")
    customers = [
        f"K{number:03},Company {number},k{number}@example.pl,{'yes' if number % 4 else 'no'}\n" for number in range(60)
    ]
    (sources / "customers.csv").write_text("customer_id,name,email,consent_email\n" + "".join(customers))
    orders = [
        (f"2026-{month:02}-{day:02}", f"K{numbers.randrange(1, 60):03}", numbers.randrange(1, 90_000) / 100)
        for month in range(6, 12)
        for day in range(1, 31)
        for _ in range(2)
    ]
    for name, until in (("old", "2026-10-31"), ("new", "2026-11-30")):
        lines = [f"{n},{who},{day},{amount:.2f}\n" for n, (day, who, amount) in enumerate(orders) if day <= until]
        (sources / f"orders-{name}.csv").write_text("order_id,customer_id,order_date,amount\n" + "".join(lines))
    (folder / "data/customers.csv").symlink_to(sources / "customers.csv")
    show_orders(folder, "old")


def show_orders(folder: Path, name: str) -> None:
    """Put the orders `old` or `new` into a project."""
    link = folder / "data/orders.csv"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.parent / "sources" / f"orders-{name}.csv")


def run(folder: str, as_of: str, interrupt: str = "") -> None:
    """One whole command; raises what it said when it did not end as it should.

    Args:
        folder: Of the project.
        as_of: The day.
        interrupt: When it gets Ctrl-C: at a point (`after-commit:1`), or after some seconds (`0.25`) if it is still there.
    """
    allowed = {0}
    if ":" in interrupt:
        name, number = interrupt.split(":")
        crash._ARMED = _Interrupting(name, int(number))
        allowed = {INTERRUPTED}
    elif interrupt:
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, float(interrupt))
        allowed = {0, INTERRUPTED}
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(["run", "--project", folder, "--as-of", as_of])
    signal.setitimer(signal.ITIMER_REAL, 0)
    if code not in allowed or "Traceback" in said.getvalue():
        raise AssertionError(f"exit code {code}: {said.getvalue()}")


class _Interrupting(crash._Armed):
    """Sends the signal of Ctrl-C at a point, instead of killing."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(None, None)
        self._where = (name, number)

    def passes(self, name: str) -> None:
        super().passes(name)
        if (name, self.passed[name]) == self._where:
            os.kill(os.getpid(), signal.SIGINT)


def warm_up() -> None:
    """Import whatever a run imports.

    The engine itself must not have been at work before a fork: its threads, and locks that they hold, would be lost.
    """
    crash.POINTS.update(DATABASE_POINTS)
    event.listen(Engine, "before_cursor_execute", _before_statement)
    event.listen(Engine, "commit", lambda _connection: crash.crash_point("before-database-commit"))
    for name in _modules_of_a_run():
        with suppress(ImportError):  # not every name in `sys.modules` is that of a file
            import_module(name)
    gc.freeze()
    gc.disable()


def _modules_of_a_run() -> list[str]:
    """Find out what a run imports, in a fork."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder, "project")
            project.mkdir()
            write_project(project)
            run(str(project), "2026-10-30")
            show_orders(project, "new")
            run(str(project), "2026-10-31")
        os.write(writing, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        names = pipe.read().decode().split("\n")
    os.waitpid(pid, 0)
    return [name for name in names if name not in sys.modules]


def _before_statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    if not statement.lstrip().upper().startswith(READING):
        crash.crash_point("before-statement")

"""What the members of a segment buy, and how their orders were paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka.language import gettext as _
from kartoteka.profile.products import Bought
from kartoteka.profile.products_words import nothing_claimed_in_words
from kartoteka.profile.words import lift_in_words
from kartoteka.report.cells import NOTHING, money, number, shared, text
from kartoteka.report.page import Block, Cell, Sentence, Table
from kartoteka.report.sections.traits import FEWEST_SHOWN

_MOST = 15
_MOST_ELSE = 5


def bought(found: Sequence[Bought], currency: str, page: str) -> Iterator[Block]:
    """What members buy more or less than others, then what else they spend most on."""
    there = [one for one in found if one.buyers >= FEWEST_SHOWN or (one.claimed and one.buyers == 0)]
    if not there:
        return
    claimed = [one for one in there if one.claimed]
    what = _("product line") if there[0].what == "product_line" else _("product")
    shown = [*claimed[:_MOST], *there[len(claimed) :][:_MOST_ELSE]]
    yield _table(shown, what, currency, f"{page}-bought-table", _("What they buy"), quiet=True)
    note = nothing_claimed_in_words(there)
    if note:
        yield Sentence(note, "note")


def paid(found: Sequence[Bought], currency: str, page: str) -> Iterator[Block]:
    """How their orders were paid."""
    there = [one for one in found if one.buyers >= FEWEST_SHOWN]
    if there:
        ordered = sorted(there, key=lambda one: (-one.buyers, one.name))[:_MOST]
        yield _table(ordered, _("payment"), currency, f"{page}-paid-table", _("How their orders were paid"))


def _table(found: Sequence[Bought], what: str, currency: str, id_: str, caption: str, *, quiet: bool = False) -> Table:
    columns = (
        text(what),
        number(_("buyers")),
        number(_("buyers among others")),
        text(_("difference")),
        number(_("turnover")),
        number(_("share of spend")),
        number(_("share among others")),
    )
    rows = [
        (
            Cell(one.name),
            shared(one.share),
            shared(one.others_share),
            Cell(lift_in_words(one.lift)) if one.claimed else NOTHING,
            money(one.turnover, currency),
            shared(one.spend_share),
            shared(one.others_spend_share),
        )
        for one in found
    ]
    return Table(id_, caption, columns, rows, quiet=quiet)

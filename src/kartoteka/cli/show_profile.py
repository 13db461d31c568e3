"""How a profile is shown to a person."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kartoteka.cli.output import Console
from kartoteka.profile.money import Money
from kartoteka.profile.products import Bought
from kartoteka.profile.profile import Moved, SegmentProfile
from kartoteka.profile.traits import Spread, Trait

_GROUPS = {
    "identity": "Where they are",
    "person": "Who they are",
    "company": "Who they are",
    "expectation": "What they expect",
    "behaviour": "How they behave",
    "base": "Whom they are",
    "custom": "Other fields",
}
_MOST_BOUGHT = 10
_MOST_NAMED = 6


def show_profile(told: SegmentProfile, currency: str, out: Console) -> None:
    """Print it: size and money, what sets the segment apart, what it buys, its moves, its competitors."""
    out.heading(f"{told.segment} of {told.segmentation}, as of {told.as_of.isoformat()}")
    out.line(f"{_counted(told.size)} of {_counted(told.customers)} customers{_percent_in_brackets(told.share)}.")
    if told.money is not None:
        show_money(told.money, currency, out)
    show_traits(told.traits, out)
    show_bought(told.bought, currency, out)
    show_moved(told, out)
    if told.competitors:
        rows = [
            (one.name, one.members, one.next_end.isoformat() if one.next_end else "", one.without_end)
            for one in told.competitors
        ]
        out.table("Served by competitors", ["competitor", "members", "next contract ends", "end unknown"], rows)


def show_money(money: Money, currency: str, out: Console) -> None:
    """Turnover, margin, and the proposed share of a budget."""
    line = f"Turnover {_amount(money.turnover)} {currency}{_percent_in_brackets(money.turnover_share)}"
    if money.margin is not None:
        line += f", margin {_amount(money.margin)} {currency}{_percent_in_brackets(money.margin_share)}"
    out.line(f"{line}.")
    if money.budget_share is not None:
        earned = "what it leaves" if money.margin is not None else "what it brings in"
        told = f"{_percent(money.budget_share)} of a campaign's budget, by {earned} among the segments that pass"
        out.line(
            f"Proposed: {told}." if money.budget_share else "Proposed: no share of a campaign's budget, since it does not pass."
        )


def show_traits(found: Sequence[Trait], out: Console) -> None:
    """What sets the segment apart; then what was looked at and does not, and what cannot be told."""
    claimed = [trait for trait in found if trait.claimed]
    rows: list[tuple[str, ...]] = []
    for trait in claimed:
        rows += _rows(trait)
    if rows:
        out.table("What sets them apart", ["field", "value", "here", "others", ""], rows)
    else:
        out.heading("What sets them apart")
        out.line("No field differs by more than chance alone could make.")
    alike = [trait.name for trait in found if not trait.claimed and trait.why_not is None]
    if alike:
        out.line(f"As all others: {_listed(alike)}.")
    unknown = [f"{trait.name} ({trait.why_not})" for trait in found if trait.why_not is not None]
    for told in unknown:
        out.line(f"Nothing is claimed of {told}.")


def _rows(trait: Trait) -> list[tuple[str, ...]]:
    if trait.numbers is not None and trait.others_numbers is not None and trait.higher is not None:
        word = "higher" if trait.higher > 0.5 else "lower"
        likely = trait.higher if trait.higher > 0.5 else 1 - trait.higher
        told = f"{word} in {_percent(likely)} of pairs"
        return [(trait.name, "median (quarters)", _spread(trait.numbers), _spread(trait.others_numbers), told)]
    return [
        (trait.name, value.value, _percent(value.share), _percent(value.others_share), _lift(value.lift))
        for value in trait.values
        if value.claimed
    ]


def show_bought(bought: Sequence[Bought], currency: str, out: Console) -> None:
    """What members buy more or less than others."""
    claimed = [one for one in bought if one.claimed][:_MOST_BOUGHT]
    if claimed:
        rows = [
            (one.name, _percent(one.share), _percent(one.others_share), _lift(one.lift), _amount(one.turnover))
            for one in claimed
        ]
        out.table("What they buy", [bought[0].what, "buyers", "others", "", currency], rows, right=(1, 2, 4))
    elif bought:
        out.line("They buy what all others buy.")


def show_moved(told: SegmentProfile, out: Console) -> None:
    """From where they came, and where they went."""
    if told.came or told.went:
        out.heading("Moves since the run before")
        out.line(f"Came: {_moved(told.came, 'new')}.")
        out.line(f"Went: {_moved(told.went, 'gone')}.")


def _moved(moved: Sequence[Moved], nowhere: str) -> str:
    return ", ".join(f"{_counted(one.customers)} {one.segment or nowhere}" for one in moved) or "nobody"


def _lift(lift: float | None) -> str:
    if lift is None:
        return "only here"
    if lift == 0:
        return "only elsewhere"
    return f"{lift:.1f} times as often" if lift >= 1 else f"{1 / lift:.1f} times as seldom"


def _spread(spread: Spread) -> str:
    return f"{_plain(spread.median)} ({_plain(spread.lower)}–{_plain(spread.upper)})"


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) or abs(number) >= 100 else f"{number:.1f}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share == 0 or share >= 0.1 else f"{share * 100:.1f} %"


def _percent_in_brackets(share: float | None) -> str:
    return "" if share is None else f" ({_percent(share)})"


def _amount(amount: Decimal) -> str:
    return f"{amount:,.0f}"


def _counted(number: int) -> str:
    return f"{number:,}"

"""How each kind of customer is won: how it decides, who is asked, what to offer, and how long it takes.

The sentences are advice to begin from and no rule: they follow from who decides, whose money it is, and how many have a say.
"""

from __future__ import annotations

from dataclasses import dataclass

from kartoteka.language import gettext as _

FEWEST_SHARE = 0.2
"""A kind that fewer of those members are whose kind is known is not spoken of."""


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of customer, in the language that is spoken.

    Attributes:
        name: What the kind is called.
        decides: How it comes to a decision.
        ask: Who is asked.
        offer: What to offer.
        takes: How long it takes.
    """

    name: str
    decides: str
    ask: str
    offer: str
    takes: str


def way_of(kind: str) -> Way:
    """How a kind of customer is won.

    Args:
        kind: `corporation`, `small-firm`, `sole-trader` or `private`.
    """
    match kind:
        case "corporation":
            return Way(
                name=_("corporations"),
                decides=_("A corporation decides in steps: one asks for it, one compares the offers, and one signs."),
                ask=_("Ask whoever will use it first, then the buyer, and find out who signs."),
                offer=_("Offer a trial with figures that were agreed on before, and what it comes to over a whole year."),
                takes=_("Reckon with two to six months, and with the month in which budgets are made."),
            )
        case "small-firm":
            return Way(
                name=_("small and middle-sized firms"),
                decides=_("A small firm decides by its owner or manager, who trusts the one that does the work."),
                ask=_("Ask the owner or the manager directly."),
                offer=_("Offer a first order of small risk, a price that is known beforehand, and help with the start."),
                takes=_("Reckon with two to six weeks."),
            )
        case "sole-trader":
            return Way(
                name=_("sole traders"),
                decides=_("A sole trader decides alone, between two jobs, and spends money of their own."),
                ask=_("Ask the person, in writing or after working hours."),
                offer=_("Offer what saves time at once: a ready set, a fixed price, an order that takes minutes."),
                takes=_("Reckon with some days to two weeks."),
            )
        case "private":
            return Way(
                name=_("private persons"),
                decides=_("A private person decides alone or with the family, by trust as much as by price."),
                ask=_("Ask the person, and only with their consent."),
                offer=_("Offer one clear thing at its final price, what others say of it, and an easy return."),
                takes=_("Reckon with minutes to some days, and longer for what is dear."),
            )
    raise ValueError(f"there is no kind {kind!r}")


def advice_of(answer: str) -> str:
    """What follows from an answer to whom a segment holds.

    Args:
        answer: `business`, `consumer`, `direct`, `indirect`, `broad` or `narrow`.
    """
    match answer:
        case "business":
            return _("They buy for their business: show what it earns or spares them.")
        case "consumer":
            return _("They buy as consumers: show what it is like to have it.")
        case "direct":
            return _("They buy for themselves: speak of what they will do with it.")
        case "indirect":
            return _("They buy for others and do not use it: speak of the occasion, and of choosing without a mistake.")
        case "broad":
            return _("The audience is broad: one simple message, where everybody sees it.")
        case "narrow":
            return _("The audience is narrow: speak its own language, in the places where it meets.")
    raise ValueError(f"there is no answer {answer!r}")

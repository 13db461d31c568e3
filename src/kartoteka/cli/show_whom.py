"""How it is shown whom a segment holds, and how each kind of customer is won."""

from __future__ import annotations

from collections.abc import Mapping

from kartoteka.cli.output import Console
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, number_in_words
from kartoteka.model.field_titles import field_title
from kartoteka.profile.ways import FEWEST_SHARE, advice_of, way_of
from kartoteka.profile.whom import Told, Whom
from kartoteka.profile.words import percent


def show_whom(whom: Whom, out: Console) -> None:
    """Business or consumer, for whom they buy, which audience, and the kinds with their ways; the unknown is told too."""
    out.heading(_("Whom they are"))
    kinds = {kind: way_of(kind).name for kind in whom.kinds.counts}
    told: list[tuple[str, Told, Mapping[str, str]]] = [
        (_("kind of customer"), whom.kinds, kinds),
        (_("business or consumer"), whom.market, {"business": _("business"), "consumer": _("consumer")}),
        (_("buys for whom"), whom.buys_for, {"direct": _("for themselves"), "indirect": _("for others")}),
        (_("audience"), whom.audience, {"broad": _("broad"), "narrow": _("narrow")}),
    ]
    unknown = [question for question, one, _names in told if not one.known]
    for question, one, names in told:
        if one.known:
            out.line(_("{question}: {answer}.", question=question.capitalize(), answer=_answer(one, names)))
    if unknown:
        out.line(_("Nothing tells: {questions}.", questions=list_in_words(unknown)))
    for answers in (whom.market, whom.buys_for, whom.audience):
        for answer in sorted(answers.counts, key=lambda one: -answers.share(one)):
            if answers.share(answer) >= FEWEST_SHARE:
                out.line(advice_of(answer))
    show_ways(whom.kinds, out)


def _answer(told: Told, names: Mapping[str, str]) -> str:
    shares = [
        _("{share} {answer}", share=percent(told.share(answer)), answer=names[answer])
        for answer in sorted(told.counts, key=lambda one: (-told.counts[one], one))
    ]
    words = list_in_words(shares)
    fields = list_in_words([field_title(name) for name in told.taken_from])
    if told.unknown:
        unknown = number_in_words(told.unknown)
        return _("{shares}, by {fields}; of {unknown} it is not known", shares=words, fields=fields, unknown=unknown)
    return _("{shares}, by {fields}", shares=words, fields=fields)


def show_ways(kinds: Told, out: Console) -> None:
    """How each kind is won that a fifth of the members are."""
    for kind in sorted(kinds.counts, key=lambda one: (-kinds.counts[one], one)):
        if kinds.share(kind) < FEWEST_SHARE:
            continue
        way = way_of(kind)
        out.heading(_("How {kind} are won", kind=way.name))
        for sentence in (way.decides, way.ask, way.offer, way.takes):
            out.line(sentence)

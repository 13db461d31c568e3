"""Whom a segment holds, and how each kind of customer is won."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, number_in_words
from kartoteka.model.field_titles import field_title
from kartoteka.profile.ways import FEWEST_SHARE, advice_of, way_of
from kartoteka.profile.whom import Told, Whom
from kartoteka.profile.words import percent
from kartoteka.report.page import Block, Facts, Points, Sentence


def whom(told: Whom) -> Iterator[Block]:
    """Business or consumer, for whom they buy, which audience, and the kinds with their ways; the unknown is told too."""
    kinds = {kind: way_of(kind).name for kind in told.kinds.counts}
    asked: list[tuple[str, Told, Mapping[str, str]]] = [
        (_("kind of customer"), told.kinds, kinds),
        (_("business or consumer"), told.market, {"business": _("business"), "consumer": _("consumer")}),
        (_("buys for whom"), told.buys_for, {"direct": _("for themselves"), "indirect": _("for others")}),
        (_("audience"), told.audience, {"broad": _("broad"), "narrow": _("narrow")}),
    ]
    known = [(question, _answer(one, names)) for question, one, names in asked if one.known]
    if known:
        yield Facts(known)
    unknown = [question for question, one, _names in asked if not one.known]
    if unknown:
        yield Sentence(_("Nothing tells: {questions}.", questions=list_in_words(unknown)), "note")
    advice = [
        advice_of(answer)
        for answers in (told.market, told.buys_for, told.audience)
        for answer in sorted(answers.counts, key=lambda one: -answers.share(one))
        if answers.share(answer) >= FEWEST_SHARE
    ]
    if advice:
        yield Points(advice)
    for kind in sorted(told.kinds.counts, key=lambda one: (-told.kinds.counts[one], one)):
        if told.kinds.share(kind) >= FEWEST_SHARE:
            way = way_of(kind)
            yield Sentence(_("How {kind} are won", kind=way.name), "lead")
            yield Points([way.decides, way.ask, way.offer, way.takes])


def _answer(told: Told, names: Mapping[str, str]) -> str:
    shares = [
        _("{share} {answer}", share=percent(told.share(answer)), answer=names[answer])
        for answer in sorted(told.counts, key=lambda one: (-told.counts[one], one))
    ]
    words, fields = list_in_words(shares), list_in_words([field_title(name) for name in told.taken_from])
    if told.unknown:
        unknown = number_in_words(told.unknown)
        return _("{shares}, by {fields}; of {unknown} it is not known", shares=words, fields=fields, unknown=unknown)
    return _("{shares}, by {fields}", shares=words, fields=fields)

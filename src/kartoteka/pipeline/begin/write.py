"""The project file as a text, with what was settled from what beside each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, cast

from kartoteka.language import gettext as _
from kartoteka.pipeline.begin.surroundings import Settled
from kartoteka.pipeline.begin.yaml_text import comment, scalar

_COMMENT_AT = 46
_WIDTH = 110

_TIERS = (
    "- {name: vip,       every: 2 weeks,  for: 6 weeks,  terms: {discount: 20%, payment_days: 30}}",
    "- {name: segment-1, every: 1 month,  for: 3 months, terms: {discount: 12%, payment_days: 14}}",
    "- {name: segment-2, every: 3 months, for: 6 months, terms: {discount: 8%,  payment_days: 7}}",
    "- {name: segment-3, every: 6 months,                terms: {discount: 5%,  payment_days: 7, prefer: prepaid}}",
)


@dataclass(frozen=True, slots=True)
class WrittenSource:
    """A source as it is written.

    Attributes:
        options: Name to value, in order; `columns` apart.
        notes: Beside options and columns, by name.
        columns: Field or custom name to header, position or calculation.
        kept: Headers of the columns that stay custom ones.
        remarks: Above the source.
        lookup: Name to value of a lookup; none where it is empty.
        use: What reads it.
    """

    options: Mapping[str, str | int | Sequence[str] | None]
    columns: Mapping[str, str | int]
    notes: Mapping[str, str] = field(default_factory=dict)
    kept: Sequence[str] = ()
    remarks: Sequence[str] = ()
    lookup: Mapping[str, Any] = field(default_factory=dict)
    use: str = "csv"


@dataclass(frozen=True, slots=True)
class WrittenProject:
    """What the file is made of.

    Attributes:
        name: Of the pipeline.
        segments: `frequency`, `headcount`, `rules`, or nothing.
        codes: Whose codes tell the headcounts; None where no codes do.
        list_columns: Of the campaign list.
    """

    name: str
    locale: Settled
    timezone: Settled
    currency: Settled
    rates: Mapping[str, str]
    sources: Mapping[str, WrittenSource]
    segments: str
    codes: str | None
    minimum: str
    list_columns: Sequence[str]


def project_text(project: WrittenProject) -> str:
    """The text of `kartoteka.yaml`."""
    return "\n".join(line.rstrip() for line in _lines(project)) + "\n"


def _lines(project: WrittenProject) -> Iterator[str]:
    about = _(
        "Written by `kartoteka init`. Change whatever you like; `kartoteka check` tells what is wrong, and `kartoteka run` "
        "runs it. Beside each line stands what it was settled from."
    )
    yield from map(comment, wrap(about, _WIDTH - 8))
    yield "version: 1"
    yield _line("locale", project.locale.value, project.locale.note)
    yield _line("timezone", project.timezone.value, project.timezone.note)
    yield _line("currency", project.currency.value, project.currency.note)
    if project.rates:
        rates = ", ".join(f"{code}: {rate}" for code, rate in project.rates.items())
        yield f"rates: {{{rates}}}"
    yield ""
    yield "pipelines:"
    yield f"  {scalar(project.name)}:"
    yield "    sources:"
    for table, source in project.sources.items():
        if table != "blacklist":
            yield from source_lines(table, source, 6)
    if "blacklist" in project.sources:
        yield ""
        yield from source_lines("blacklist", project.sources["blacklist"], 4)
    yield ""
    yield from _segments(project)
    yield from _campaigns(project)


def source_lines(table: str, source: WrittenSource, indent: int = 0) -> Iterator[str]:
    """A source as it stands below `sources`."""
    blank = " " * indent
    for remark in source.remarks:
        yield from (f"{blank}{comment(line)}" for line in wrap(remark, _WIDTH - indent))
    yield f"{blank}{table}:"
    inner = indent + 2
    yield _line("use", source.use, None, inner)
    for name, value in source.options.items():
        yield _line(name, value, source.notes.get(name), inner)
    if source.lookup:
        yield f"{' ' * inner}lookup:"
        for name, value in source.lookup.items():
            written = _flow(value) if isinstance(value, Mapping) else scalar(value)
            yield _raw(f"{' ' * (inner + 2)}{name}: {written}", source.notes.get(f"lookup.{name}"))
    if source.columns:
        yield f"{' ' * inner}columns:"
    for name, value in source.columns.items():
        yield _line(name, value, source.notes.get(name), inner + 2)
    if source.kept:
        blank = " " * (inner + 2)
        kept = _("kept as custom fields, texts under their own headers: {names}", names=", ".join(source.kept))
        yield from (f"{blank}{comment(line)}" for line in wrap(kept, _WIDTH - inner))


def _segments(project: WrittenProject) -> Iterator[str]:
    match project.segments:
        case "frequency":
            yield "    segments:"
            yield "      loyalty:"
            yield "        use: frequency"
            yield _line("logistic_minimum", project.minimum, _("orders below it do not count"), 8, plain=True)
            example = _("The best tier first. These are an example: make them yours, and the terms as well.")
            yield f"        {comment(example)}"
            yield "        tiers:"
            yield from (f"          {tier}" for tier in _TIERS)
            yield ""
        case "headcount":
            yield "    segments:"
            yield "      size:"
            yield "        use: headcount"
            if project.codes is not None:
                yield _line("codes", project.codes, _("its values are codes of this register: 21 is 50 to 99 people"), 8)
            yield ""
        case "rules":
            yield "    segments:"
            yield "      size_band:"
            yield "        use: rules"
            yield "        ordered: true"
            yield "        rules:"
            yield "          - {when: employees >= 500, segment: strategic}"
            yield "          - {when: employees >= 250, segment: important}"
            yield "          - {when: employees > 50, segment: everyday}"
            yield "          - {when: employees >= 0, segment: too-small}"
            yield "          - {else: unknown}"
            yield ""


def _campaigns(project: WrittenProject) -> Iterator[str]:
    columns = ", ".join(map(scalar, project.list_columns))
    yield "    campaigns:"
    everybody = _("everybody but the blacklist; `where:` selects fewer")
    channels = _("email, phone or post: then say as well who agreed (consent)")
    yield f"{'      everybody:'.ljust(_COMMENT_AT)}{comment(everybody)}"
    yield f"{'        channel: none'.ljust(_COMMENT_AT)}{comment(channels)}"
    yield "        export:"
    yield "          - use: csv"
    yield "            path: out/everybody.csv"
    yield "            columns: [" + columns + "]"


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{scalar(name)}: {scalar(value)}" for name, value in values.items()) + "}"


def _line(
    name: str, value: str | int | Sequence[str] | None, note: str | None = None, indent: int = 0, *, plain: bool = False
) -> str:
    if isinstance(value, list | tuple):
        written = f"[{', '.join(map(scalar, value))}]"
    else:
        written = str(value) if plain else scalar(cast("str | int | None", value))
    return _raw(f"{' ' * indent}{scalar(name)}: {written}", note)


def _raw(text: str, note: str | None) -> str:
    return f"{text.ljust(_COMMENT_AT)}  {comment(note)}" if note else text

"""The command `freeze`: write the rules that repeat the groups of a step."""

from __future__ import annotations

from pathlib import Path

import click

from kartoteka import Console, KartotekaError, ngettext, number_in_words, open_steps, percent_in_words, write_whole
from kartoteka import gettext as _


@click.command()
@click.argument("step", required=False)
@click.option("--pipeline", metavar="NAME", help="Which pipeline; may be left out where only one has such a step.")
@click.option(
    "--leaves", type=click.IntRange(2, 64), help="How many ways into the groups there may be; by default as few as do."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the rules into a new file.")
@click.option("--project", type=click.Path(path_type=Path), metavar="DIR", help="The folder of kartoteka.yaml.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def freeze(
    step: str | None, *, pipeline: str | None, leaves: int | None, output: Path | None, project: Path | None, as_json: bool
) -> None:
    """Write the rules that repeat the groups of STEP.

    Groups of the segmenter clusters follow the customers from run to run. This finds a few conditions that put the customers of
    the latest run into the same groups, sorts all of them by the segmenter rules, and tells how many land where they are. The
    rules are printed as a project file has them, to stand in the place of the step; they keep the names of its segments, so
    that campaigns and moves go on.

    STEP may be left out where the project has only one.
    """
    from kartoteka_clusters.fit import require_sklearn
    from kartoteka_clusters.frozen import as_yaml, freeze_step
    from kartoteka_clusters.segmenter import Clusters

    out = Console()
    require_sklearn()
    found = open_steps(Clusters, project, pipeline, step)
    if len(found) > 1:
        names = ", ".join(f"{one.pipeline} {one.name}" for one in found)
        raise KartotekaError(_("several steps propose groups"), hint=_("Name one of them: {names}.", names=names))
    if output is not None and output.exists():
        raise KartotekaError(_("{file} is there already", file=output), hint=_("name a file that is not there yet"))
    frozen = freeze_step(found[0], leaves)
    text = as_yaml(frozen, found[0].name)
    if output is not None:
        write_whole(output, text.encode("utf-8"))
    if as_json:
        told = {"rules": frozen.rules, "agreement": frozen.agreement, "customers": frozen.customers, "groups": frozen.groups}
        out.json(told)
        return
    rows = [
        (one.label, one.name or "", number_in_words(one.customers), percent_in_words(one.agreed / one.customers, 1))
        for one in frozen.groups
    ]
    title = _("Groups of {step}, and how many of their customers the rules put there", step=found[0].name)
    out.table(title, [_("segment"), _("name"), _("customers"), _("agreed")], rows, right=[2, 3])
    out.line(
        ngettext(
            "The rules put {share} of {number} customer where run {run} has them.",
            "The rules put {share} of {number} customers where run {run} has them.",
            frozen.customers,
            share=percent_in_words(frozen.agreement, 1),
            number=number_in_words(frozen.customers),
            run=found[0].run,
        )
    )
    if output is not None:
        out.line(_("They are in {file}; put them under segments, in the place of {step}.", file=output, step=found[0].name))
        return
    out.heading(_("To stand under segments, in the place of {step}", step=found[0].name))
    for line in text.splitlines():
        out.line(line)

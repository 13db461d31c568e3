"""`kartoteka demo`: an example project, written and run as of two dates."""

from __future__ import annotations

import runpy
import shutil
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from kartoteka.cli.language import keep_speaking
from kartoteka.cli.output import Console
from kartoteka.language import gettext as _


@dataclass(frozen=True, slots=True)
class Example:
    """A bundled example: the folder that it goes to where none is named, and a customer worth explaining."""

    folder: Path
    customer: str


EXAMPLES = {
    "print-shop": Example(Path("kartoteka-demo"), "K1001"),
    "staff-meals": Example(Path("kartoteka-staff-meals"), "F1038"),
}
FIRST = "print-shop"
DAYS = (date(2026, 10, 31), date(2026, 11, 30))


@click.command()
@click.argument("example", required=False)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def demo(example: str | None, folder: Path | None) -> None:
    """Write an example project into FOLDER, and run it as of two dates.

    EXAMPLE is print-shop (a printing house with its customers and two years of orders; it goes to kartoteka-demo where no
    folder is given) or staff-meals (a caterer with its prospects; kartoteka-staff-meals). Without it, it is print-shop. A first
    argument that names no example is the folder; ./staff-meals is a folder in any case.

    The folder is yours to change, and to run again with `kartoteka run`. A project that is there already is left as it is and
    only run.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.cli.show_run import show_run
    from kartoteka.pipeline.run import run_pipeline
    from kartoteka.plugin.registry import load_registry

    keep_speaking()  # an example is nobody's project yet, so that its own language is not its reader's
    name, where = which(example, folder)
    out = Console()
    write_example(name, where, out)
    registry = load_registry()
    project = open_project(where)
    pipeline = choose_pipeline(project, name if name in project.pipelines or example == name else None)
    for day in DAYS:
        with out.progress(_("Running")) as progress:
            result = run_pipeline(project, pipeline, registry, day, say=lambda text: progress.update(text=text))
        show_run(result, out)
    out.heading(_("What next"))
    out.line(_("The project is in {folder}: change {file}, then", folder=where, file=where / "kartoteka.yaml"))
    out.line(f"  kartoteka check --project {where}")
    out.line(f"  kartoteka run --project {where} --as-of {DAYS[-1].isoformat()}")
    out.line(f"  kartoteka explain {EXAMPLES[name].customer} --project {where}")


def which(first: str | None, second: Path | None) -> tuple[str, Path]:
    """The example and the folder that are meant: a first argument that names no example is the folder.

    Raises:
        ConfigError: It is nearly an example's name, or a folder is given as well.
    """
    from kartoteka.errors import ConfigError

    if first is None:
        return FIRST, EXAMPLES[FIRST].folder
    if first in EXAMPLES:
        return first, second or EXAMPLES[first].folder
    near = get_close_matches(first.lower(), EXAMPLES, n=1, cutoff=0.8) if Path(first).name == first else []
    if second is None and not near:
        return FIRST, Path(first)
    hint = _("Did you mean {name}?", name=near[0]) if near else _("There are: {names}.", names=", ".join(EXAMPLES))
    if second is None:
        written = f"./{first}"
        folder = _("A folder of that name is written {folder}", folder=written)
        hint = f"{hint} {folder}"
    raise ConfigError(_("there is no example {name!r}", name=first), hint=hint)


def write_example(name: str, folder: Path, out: Console) -> None:
    """Put an example into a folder, unless a project is there already.

    Raises:
        ConfigError: Something else is there.
    """
    from kartoteka.errors import ConfigError

    if (folder / "kartoteka.yaml").exists():
        out.line(_("{file} is there already; it is left as it is.", file=folder / "kartoteka.yaml"))
        return
    command = f"kartoteka demo {name} FOLDER"
    if folder.exists() and not folder.is_dir():
        raise ConfigError(_("{path} is a file", path=folder), hint=_("Name a folder: {command}", command=command))
    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(_("{folder} is not empty", folder=folder), hint=_("Name another folder: {command}", command=command))
    folder.mkdir(parents=True, exist_ok=True)
    example = example_folder(name)
    runpy.run_path(str(example / "make_data.py"))["make"](folder)
    # The project file last, so that a demo that was interrupted is not taken for a project.
    for file in sorted(example.iterdir(), key=lambda file: (file.name == "kartoteka.yaml", file.name)):
        if file.is_file():
            shutil.copyfile(file, folder / file.name)
    out.line(_("Wrote an example project into {folder}.", folder=folder))


def example_folder(name: str) -> Path:
    """Where a bundled example lies: in the installed package, or in the checkout that the package is run from."""
    package = Path(__file__).parents[1]
    return next(place for place in (package / "examples" / name, package.parents[1] / "examples" / name) if place.is_dir())

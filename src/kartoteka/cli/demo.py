"""`kartoteka demo`: an example project, written and run as of two dates."""

from __future__ import annotations

import runpy
import shutil
from datetime import date
from pathlib import Path

import click

from kartoteka.cli.output import Console

EXAMPLE = "print-shop"
DAYS = (date(2026, 10, 31), date(2026, 11, 30))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("kartoteka-demo"))
def demo(folder: Path) -> None:
    """Write an example project into FOLDER (kartoteka-demo where it is not given), and run it as of two dates.

    The example is a printing house with its customers and two years of orders. The folder is yours to change, and to run again
    with `kartoteka run`. A project that is there already is left as it is and only run.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.cli.show_run import show_run
    from kartoteka.pipeline.run import run_pipeline
    from kartoteka.plugin.registry import load_registry

    out = Console()
    write_example(EXAMPLE, folder, out)
    registry = load_registry()
    project = open_project(folder)
    for day in DAYS:
        with out.progress("Running") as progress:
            result = run_pipeline(
                project, choose_pipeline(project, None), registry, day, say=lambda text: progress.update(text=text)
            )
        show_run(result, out)
    where = folder
    out.heading("What next")
    out.line(f"The project is in {where}: change {where / 'kartoteka.yaml'}, then")
    out.line(f"  kartoteka check --project {where}")
    out.line(f"  kartoteka run --project {where} --as-of {DAYS[-1].isoformat()}")
    out.line(f"  kartoteka explain K1001 --project {where}")


def write_example(name: str, folder: Path, out: Console) -> None:
    """Put an example into a folder, unless a project is there already.

    Raises:
        ConfigError: Something else is there.
    """
    from kartoteka.errors import ConfigError

    if (folder / "kartoteka.yaml").exists():
        out.line(f"{folder / 'kartoteka.yaml'} is there already; it is left as it is.")
        return
    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(f"{folder} is not empty", hint="Name another folder: kartoteka demo FOLDER")
    folder.mkdir(parents=True, exist_ok=True)
    example = example_folder(name)
    runpy.run_path(str(example / "make_data.py"))["make"](folder)
    shutil.copyfile(example / "make_data.py", folder / "make_data.py")
    # Last, so that a demo that was interrupted is not taken for a project.
    shutil.copyfile(example / "kartoteka.yaml", folder / "kartoteka.yaml")
    out.line(f"Wrote an example project into {folder}.")


def example_folder(name: str) -> Path:
    """Where a bundled example lies: in the installed package, or in the checkout that the package is run from."""
    package = Path(__file__).parents[1]
    return next(place for place in (package / "examples" / name, package.parents[1] / "examples" / name) if place.is_dir())

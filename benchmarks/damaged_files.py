"""How well readers that are told nothing understand damaged files: all of them, by kind of damage."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from damage.damages import DAMAGES
from damage.files import File, files
from damage.loaders import LOADERS
from damage.score import score

Scores = Mapping[str, Sequence[tuple[File, float]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1, help="on how many of the tables each pair of damages is tried")
    parser.add_argument("--readers", nargs="*", default=list(LOADERS), choices=list(LOADERS))
    arguments = parser.parse_args()
    found = scored(files(pairs_of_each=arguments.pairs), arguments.readers)
    width = max(len(damage.name) for damage in DAMAGES) + 2
    print(f"{len(found[arguments.readers[0]])} files\n")
    print("".ljust(width) + "".join(name.rjust(len(name) + 3) for name in found))
    for label, kept in (("seen while it was made", False), ("held out", True)):
        print(_line(label, width, {name: _mean(one, held_out=kept) for name, one in found.items()}))
        print(_line("  by how often", width, {name: _weighted(one, held_out=kept) for name, one in found.items()}))
    print()
    for damage in DAMAGES:
        with_it = {name: [(file, value) for file, value in one if damage in file.damages] for name, one in found.items()}
        print(_line(damage.name, width, {name: _mean(one) for name, one in with_it.items()}))


def scored(damaged: Iterable[File], readers: Sequence[str]) -> Scores:
    """The score of every file for every reader."""
    found: dict[str, list[tuple[File, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        for file in damaged:
            path.write_bytes(file.content)
            for name in readers:
                found[name].append((file, score(file, LOADERS[name](path))))
    return found


def _mean(scores: Sequence[tuple[File, float]], *, held_out: bool | None = None) -> float:
    kept = [value for file, value in scores if held_out is None or file.table.held_out == held_out]
    return sum(kept) / len(kept)


def _weighted(scores: Sequence[tuple[File, float]], *, held_out: bool) -> float:
    kept = [(file.weight, value) for file, value in scores if file.table.held_out == held_out]
    return sum(weight * value for weight, value in kept) / sum(weight for weight, _ in kept)


def _line(label: str, width: int, values: Mapping[str, float]) -> str:
    return label.ljust(width) + "".join(f"{value:{len(name) + 3}.2f}" for name, value in values.items())


if __name__ == "__main__":
    main()

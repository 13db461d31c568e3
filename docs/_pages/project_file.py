"""The keys of the project file."""

from __future__ import annotations

from marshmallow import Schema

from _pages.markdown import table
from _pages.options import option_rows
from kartoteka.config.schema.campaign import CampaignSchema
from kartoteka.config.schema.export import ExportSchema
from kartoteka.config.schema.lookup import LookupSchema
from kartoteka.config.schema.pipeline import PipelineSchema, SourcesSchema
from kartoteka.config.schema.project import ProjectSchema
from kartoteka.config.schema.source import SourceSchema
from kartoteka.config.schema.step import StepSchema

_HEAD = """# The project file

`kartoteka.yaml` lies in the current folder, or in the one that `--project` names. Relative paths in it start in its own folder,
and what the program remembers lies beside it in [`.kartoteka/`](state.md).

It is YAML 1.2: `no` is the text *no*, and only `true` and `false` are truth values. A key that is written twice, or that nobody
knows, is an error. `kartoteka check` tells all errors at once, each with its line and column. `kartoteka schema` prints a JSON
Schema for editors.

A secret is written `${env:NAME}` (a variable of the environment) or `${file:PATH}` (a file, its path from the project's folder)
in any option of a component and in `catalog`. It is put in as late as can be and never printed.

The names of segmentations and scores become columns: they are lower-case letters a-z, digits and `_`, and begin with a letter.
The names of pipelines and campaigns may also have upper-case letters and `-`.
"""
PARTS: tuple[tuple[str, str, type[Schema]], ...] = (
    ("The whole file", "", ProjectSchema),
    ("A pipeline", "Below `pipelines`, under its name. Its keys are:", PipelineSchema),
    ("Its sources", "Below `sources`. At least `customers` or `orders` is needed.", SourcesSchema),
    (
        "A source",
        "`customers`, `contacts`, `orders` and `blacklist`. A path alone, `data/orders.csv`, is short for "
        "`{use: csv, path: data/orders.csv}`. The options of the [component](components.md) stand beside these keys.",
        SourceSchema,
    ),
    (
        "A lookup",
        "Below `lookup` of a source, alone or in a list. The options of the [component](components.md) that reads the file, "
        "such as `path` and `encoding`, stand beside these keys. [How to look values up](../how-to/lookups.md).",
        LookupSchema,
    ),
    (
        "A segmentation or a score",
        "Below `segments` and `scores`, under its name. The options of the [component](components.md) stand beside `use`. "
        "Steps run in the order in which they are written, segmentations first; a later one sees the columns of earlier ones.",
        StepSchema,
    ),
    ("A campaign", "Below `campaigns`, under its name.", CampaignSchema),
    (
        "An export",
        "An entry of the list `export`. The options of the [component](components.md) stand beside these keys.",
        ExportSchema,
    ),
)


def page() -> str:
    """The page."""
    parts = [_HEAD]
    for title, told, schema in PARTS:
        rows = option_rows(schema(), "", nested=False)
        parts.append(f"## {title}\n\n" + (f"{told}\n\n" if told else "") + table(("key", "type", "default", "meaning"), rows))
    return "\n".join(parts)

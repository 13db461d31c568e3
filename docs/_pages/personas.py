"""The keys of a file of personas."""

from __future__ import annotations

from _pages.markdown import table
from _pages.options import option_rows
from kartoteka.personas.schema import PersonaSchema

_HEAD = """# The file of personas

The file that `personas` of a pipeline names; it lies beside `kartoteka.yaml`. Below the name of a segmentation stands the name
of a segment, and below that one persona. A key that nobody knows is an error, which is told with its line and column.
`kartoteka personas schema` prints a JSON Schema for editors. [How to work with personas](../how-to/personas.md).

Fields in `traits` are those that the customers of the pipeline have, the ones of your own as well; each value is of its field's
type. Fields in `with` are those of the orders.
"""
_TAIL = """
A period is counted back from the as-of date so that no gap is longer than it says: an order every 3 months before 31 May comes
on 1 March, since 28 February and 3 months is 28 May.
"""


def page() -> str:
    """The page."""
    return f"{_HEAD}\n{table(('key', 'type', 'default', 'meaning'), option_rows(PersonaSchema(), ''))}{_TAIL}"

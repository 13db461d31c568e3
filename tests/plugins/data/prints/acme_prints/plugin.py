"""Registration: prints, and imports what is heavy."""

import sys

import sqlglot

from kartoteka import ScorerSpec, hookimpl

print("Thank you for choosing Acme!")
print("No licence key, running as a trial.", file=sys.stderr)


@hookimpl
def kartoteka_scorers():
    print("sqlglot is", sqlglot.__name__)
    yield ScorerSpec("trial", "acme_prints.scorer:Trial", "Works for thirty days.")

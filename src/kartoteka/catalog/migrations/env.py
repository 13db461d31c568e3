"""Alembic runs this file; it migrates over the connection that it was given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from kartoteka.catalog.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite can change a table only by copying it
)
with context.begin_transaction():
    context.run_migrations()

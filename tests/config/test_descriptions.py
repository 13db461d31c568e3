"""What the schema tells editors and readers about keys that are easily misunderstood."""

from __future__ import annotations

from kartoteka.config.schema.project import ProjectSchema
from kartoteka.model.conditions import parse_condition
from kartoteka.model.conditions.whitelist import OPERATORS
from kartoteka.model.types import Integer
from kartoteka_sql.exporter import SqlExporterOptions

ESCAPED = "/ @ # % are written %2F %40 %23 %25, in the secret as well"


def test_the_locale_is_the_language_of_sentences() -> None:
    described = ProjectSchema().fields["locale"].metadata["description"]
    assert "decimal comma" in described
    assert "The language of sentences" in described


def test_database_urls_tell_how_a_password_is_written() -> None:
    for field in (ProjectSchema().fields["catalog"], SqlExporterOptions().fields["url"]):
        assert ESCAPED in field.metadata["description"]
    assert ESCAPED in SqlExporterOptions().validate({"url": "my database", "table": "a"})["url"][0]


def test_every_listed_spelling_of_a_comparison_is_understood() -> None:
    spellings = [spelling for operator in OPERATORS[:2] for spelling in operator.spelling.split(", ")]
    assert "==" in spellings
    for spelling in spellings:
        assert parse_condition(f"a {spelling} 1", {"a": Integer}).names == {"a"}

"""Secrets reach the component and nobody else."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from kartoteka import ConfigError
from kartoteka.catalog.connect import catalog_url
from kartoteka.cli.main import main
from kartoteka.cli.output import Console
from kartoteka.config import secrets
from kartoteka.config.components import check_options
from kartoteka.config.load import read_project
from kartoteka.config.secrets import resolve_secrets, resolve_text, scrub
from support.projects import Csv, FrequencyLike, Registry, pipeline, told

PASSWORD = "hunter2-Zażółć"


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_resolved", {})
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    monkeypatch.delenv("SHOP_NOTHING", raising=False)


def project_with(folder: Path, options: str) -> Path:
    file = folder / "kartoteka.yaml"
    file.write_text(pipeline(f"sources: {{orders: {{use: csv, {options}}}}}"), "utf-8")
    return file


def test_the_component_gets_the_value_and_the_project_keeps_the_placeholder(tmp_path: Path) -> None:
    (tmp_path / "token.txt").write_text("s3cr3t\n")
    project, problems = read_project(project_with(tmp_path, "path: 'a/${file:token.txt}/b', password: '${env:SHOP_PASSWORD}'"))
    assert problems == []
    assert project is not None
    assert PASSWORD not in repr(project)
    assert "s3cr3t" not in repr(project)
    orders = project.pipelines["p"].sources["orders"]
    assert orders.options == {"path": "a/${file:token.txt}/b", "password": "${env:SHOP_PASSWORD}"}
    assert check_options(Csv, orders.options, orders.key, project.places) == ({"path": "a/s3cr3t/b", "password": PASSWORD}, [])


def test_reading_a_project_asks_for_no_secret(tmp_path: Path) -> None:
    assert read_project(project_with(tmp_path, "path: '${env:SHOP_NOTHING}'"))[1] == []


@pytest.mark.parametrize(
    ("placeholder", "problem"),
    [
        (
            "${env:SHOP_NOTHING}",
            "7:40: pipelines.p.sources.orders.path: ${env:SHOP_NOTHING}: the environment variable SHOP_NOTHING is not set\n"
            "  set it: export SHOP_NOTHING=…",
        ),
        (
            "${file:nowhere.txt}",
            "7:40: pipelines.p.sources.orders.path: ${file:nowhere.txt}: the file nowhere.txt cannot be read: "
            "No such file or directory\n  the path starts at the project file",
        ),
        (
            "x ${SHOP_PASSWORD}",
            "7:43: pipelines.p.sources.orders.path: ${SHOP_PASSWORD} names no secret\n  write ${env:NAME} or ${file:PATH}",
        ),
        ("${env:}", "7:40: pipelines.p.sources.orders.path: ${env:} names no secret\n  write ${env:NAME} or ${file:PATH}"),
    ],
)
def test_a_secret_that_cannot_be_had_is_told_with_its_place(placeholder: str, problem: str) -> None:
    text = pipeline(f"sources: {{orders: {{use: csv, path: '{placeholder}'}}}}")
    assert told(text, Registry()) == [f"kartoteka.yaml:{problem}"]


def test_every_missing_secret_is_told_at_once() -> None:
    text = pipeline("sources: {orders: {use: csv, path: '${env:SHOP_NOTHING}', password: '${env:SHOP_NOTHING}'}}")
    assert len(told(text, Registry())) == 2


def test_an_error_about_a_value_shows_the_placeholder() -> None:
    text = pipeline(
        """
        sources: {orders: {use: csv, path: a}}
        segments:
          loyalty: {use: frequency, tiers: [{name: vip, every: "${env:SHOP_PASSWORD}"}], mode: "${env:SHOP_PASSWORD}"}
        """
    )
    problems = told(text, Registry())
    assert len(problems) == 2
    assert not any("hunter2" in problem for problem in problems)
    assert all("${env:SHOP_PASSWORD}" in problem for problem in problems)


def test_whatever_is_said_on_standard_error_is_scrubbed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    project, _ = read_project(project_with(tmp_path, "path: a"))
    assert project is not None
    assert resolve_text("postgresql://shop:${env:SHOP_PASSWORD}@host/db", (), project.places).endswith(f":{PASSWORD}@host/db")
    Console().warning(f"cannot connect with {PASSWORD}")
    Console().error(f"cannot connect with {PASSWORD}")
    assert capsys.readouterr().err == (
        "Warning: cannot connect with ${env:SHOP_PASSWORD}\nError: cannot connect with ${env:SHOP_PASSWORD}\n"
    )
    assert PASSWORD not in scrub("".join(traceback.format_exception(RuntimeError(PASSWORD))))


def test_scrub_finds_a_value_inside_a_representation_and_the_longer_one_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHOP_LINES", "one\ntwo")
    monkeypatch.setenv("SHOP_LONG", f"{PASSWORD}-and-more")
    project, _ = read_project(project_with(tmp_path, "path: a"))
    assert project is not None
    resolve_secrets(["${env:SHOP_LINES}", "${env:SHOP_PASSWORD}", "${env:SHOP_LONG}"], (), project.places)
    lines = repr("one\ntwo")
    said = scrub(f"{lines} {PASSWORD} {PASSWORD}-and-more")
    assert said == "'${env:SHOP_LINES}' ${env:SHOP_PASSWORD} ${env:SHOP_LONG}"


def test_a_short_value_does_not_tear_words_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHOP_SHORT", "7")
    project, _ = read_project(project_with(tmp_path, "path: a"))
    assert project is not None
    resolve_secrets("${env:SHOP_SHORT}", (), project.places)
    assert scrub("in line 17, password 7") == "in line 17, password ${env:SHOP_SHORT}"


def test_a_missing_secret_of_one_text_is_an_error(tmp_path: Path) -> None:
    project, _ = read_project(project_with(tmp_path, "path: a"))
    assert project is not None
    with pytest.raises(ConfigError, match="the environment variable SHOP_NOTHING is not set"):
        resolve_text("${env:SHOP_NOTHING}", ("catalog",), project.places)


def test_options_of_other_types_can_be_secrets_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHOP_CAP", "12")
    project, _ = read_project(project_with(tmp_path, "path: a"))
    assert project is not None
    options = {"tiers": [], "cap": "${env:SHOP_CAP}"}
    given, problems = check_options(FrequencyLike, options, (), project.places)
    assert problems == []
    assert given is not None
    assert given["cap"] == 12


def test_check_shows_no_secret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project_with(tmp_path, "path: data.csv, delimiter: '${env:SHOP_PASSWORD}', encoding: '${env:SHOP_PASSWORD}'")
    (tmp_path / "data.csv").write_text("order_id,customer_id,date,amount\n1,2,2026-01-01,3.00\n")
    for arguments in (["check"], ["check", "--json"], ["--traceback", "check"]):
        assert main([*arguments, "--project", str(file.parent)]) == ConfigError.exit_code
        told = capsys.readouterr()
        assert "hunter2" not in told.out + told.err


def test_the_catalog_is_opened_with_its_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHOP_CATALOG", "postgresql://shop:p%40ss%2Fword@host/db")
    file = tmp_path / "kartoteka.yaml"
    text = pipeline("sources: {orders: a.csv}")
    file.write_text(text.replace("currency: PLN\n", "currency: PLN\ncatalog: ${env:SHOP_CATALOG}\n"), "utf-8")
    project, _ = read_project(file)
    assert project is not None
    assert project.catalog == "${env:SHOP_CATALOG}"
    assert catalog_url(project).password == "p@ss/word"
    monkeypatch.setenv("SHOP_CATALOG", "postgresql://shop:p@host:a/db")
    with pytest.raises(ConfigError, match="in a password, / @ # % are written %2F %40 %23 %25") as caught:
        catalog_url(project)
    assert "p@host" not in str(caught.value)

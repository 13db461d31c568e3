"""What is wrong with a file of personas is told with its place, and what would do."""

from __future__ import annotations

import json

import jsonschema
import pytest
from ruamel.yaml import YAML

from kartoteka.personas.json_schema import personas_json_schema
from kartoteka.personas.read import read_personas
from personas.project import personas, write_shop
from support.pages import ROOT
from support.pipelines import Shop

VIP = "loyalty:\n  vip:\n    name: Marta\n"
BUYS = "    buys: {every: 10 days, for: 1 year, average_order: 800"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("loyalti: {}\n", "personas.yaml:1:1: loyalti: unknown key 'loyalti'\n  did you mean 'loyalty'?"),
        ("loyalty:\n  vpi: {name: Marta}\n", "personas.yaml:2:3: loyalty.vpi: unknown key 'vpi'\n  did you mean 'vip'?"),
        ("loyalty:\n  blacklist: {name: Marta}\n", "personas.yaml:2:3: loyalty.blacklist: unknown key 'blacklist'"),
        ("loyalty:\n  vip: {}\n", "personas.yaml:2:8: loyalty.vip: the key 'name' is missing"),
        (VIP + "    goal: []\n", "personas.yaml:4:5: loyalty.vip.goal: unknown key 'goal'\n  did you mean 'goals'?"),
        (VIP + "    goals: soon\n", "personas.yaml:4:12: loyalty.vip.goals: found the text 'soon'\n  write a list"),
        (VIP + "    obstacles: {tme: x}\n", "unknown key 'tme'\n  did you mean 'time'? known here: knowledge, resources, time"),
        (VIP + "    traits: {employes: 35}\n", "have no field 'employes'\n  did you mean 'employees'?"),
        (VIP + "    traits: {city: Łódź}\n", "say which of their columns it is (columns: {city: …} under sources.customers)"),
        (VIP + "    traits: {customer_id: C1}\n", "the customers of this pipeline have no field 'customer_id'"),
        (VIP + "    traits: {employees: many}\n", "traits.employees: found the text 'many'\n  write a whole number"),
        (VIP + "    traits: {employees: true}\n", "found true\n  write a whole number"),
        (VIP + "    traits: {industry: 12}\n", "found the number 12\n  write text (in quotes"),
        (VIP + BUYS + ", with: {prodct: x}}\n", "orders of this pipeline have no field 'prodct'\n  did you mean 'product'?"),
        (VIP + BUYS + ", number: 3}\n", "both for and number say how many orders there were\n  write one of the two"),
        (VIP + "    buys: {average_order: 1}\n", "nothing says how many orders there were\n  add for: 6 months, or number: 4"),
        (VIP + "    buys: {for: 1 year, average_order: 1}\n", "the key 'every' is missing\n  add every: 2 weeks"),
        (VIP + "    buys: {every: 2 weks, for: 1 year, average_order: 1}\n", "'2 weks' is not a period"),
        (VIP + "    buys: {every: 1 day, for: 90 years, average_order: 1}\n", "these are more than 5000 orders"),
        (VIP + "    buys: {every: 1 year, number: 1000, average_order: 1}\n", "1000 orders every 1 year take longer"),
        (VIP + "    orders: [{amount: 5, on: 2026-01-02, ago: 1 day}]\n", "orders[0]: both on and ago say when it was"),
        (VIP + "    orders: [{amount: -5}]\n", "personas.yaml:4:23: loyalty.vip.orders[0].amount: found the number -5"),
        ("loyalty: [vip]\n", "personas.yaml:1:10: loyalty: found a list"),
        ("loyalty: {vip\n", "this is not YAML"),
    ],
)
def test_a_mistake_is_told_at_its_place(shop: Shop, text: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_shop(shop, text).folder)
    said = personas(shop, "check")
    assert said.code == 3
    assert message in said.err


def test_all_mistakes_are_told_at_once(shop: Shop) -> None:
    write_shop(shop, VIP + "    traits: {employes: 1, industri: x}\n  regular: {name: Ola, traits: {employees: x}}\n")
    said = personas(shop, "check", "--json")
    assert said.code == 3
    assert [problem["key"] for problem in said.told["problems"]] == [
        "loyalty.vip.traits.employes",
        "loyalty.vip.traits.industri",
        "loyalty.regular.traits.employees",
    ]


def test_a_pipeline_without_a_file_of_personas_says_how_to_name_one(shop: Shop) -> None:
    write_shop(shop)
    project = shop.folder / "kartoteka.yaml"
    project.write_text(project.read_text("utf-8").replace("    personas: personas.yaml\n", ""), "utf-8")
    said = personas(shop, "check")
    assert said.code == 3
    assert "names no file of personas\n  add personas: personas.yaml" in said.err


@pytest.mark.parametrize("text", ["personas: ''", "personas: [a]"])
def test_the_file_has_a_name(shop: Shop, text: str) -> None:
    write_shop(shop)
    project = shop.folder / "kartoteka.yaml"
    project.write_text(project.read_text("utf-8").replace("personas: personas.yaml", text), "utf-8")
    said = shop.kartoteka("check")
    assert said.code == 3
    assert "pipelines.shop.personas: " in said.err


def test_a_file_that_is_not_there_yet_is_no_problem(shop: Shop) -> None:
    said = personas(write_shop(shop), "check").done()
    assert "personas.yaml: no persona yet; 'kartoteka personas draft' proposes one." in said.out


SEGMENTS = {"prospect": ["strategic", "important", "everyday", "blacklist"]}


def test_the_example_is_what_the_json_schema_takes() -> None:
    file = ROOT / "examples" / "staff-meals" / "personas.yaml"
    schema = json.loads(json.dumps(personas_json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(YAML(typ="safe", pure=True).load(file), default=str))
    jsonschema.validate(data, schema)
    found, problems = read_personas(file, SEGMENTS)
    assert problems == []
    assert [persona.segment for persona in found.personas] == ["strategic", "important"]


@pytest.mark.parametrize(
    "persona",
    [
        {},
        {"name": "Marta", "goal": []},
        {"name": "Marta", "goals": "soon"},
        {"name": "Marta", "obstacles": {"tme": "x"}},
        {"name": "Marta", "buys": {"every": "2 weks", "number": 2, "average_order": 1}},
        {"name": "Marta", "orders": [{"on": "yesterday", "amount": 1}]},
    ],
)
def test_the_json_schema_refuses_what_the_reader_refuses(shop: Shop, persona: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"prospect": {"strategic": persona}}, personas_json_schema())
    file = shop.text("personas.yaml", json.dumps({"prospect": {"strategic": persona}}))
    assert read_personas(file, SEGMENTS)[1]


def test_the_command_prints_the_json_schema(shop: Shop) -> None:
    from support.pipelines import say

    assert say("personas", "schema").done().told == json.loads(json.dumps(personas_json_schema()))

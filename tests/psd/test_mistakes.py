"""What is wrong with the options or with the answers is told where it stands, with what would do."""

from __future__ import annotations

import pytest

from psd.project import ANSWERS, PSD, write_shop
from support.pipelines import Shop


def told(shop: Shop) -> str:
    """What `check` and `run` both refuse."""
    said = shop.kartoteka("check")
    assert said.code == 3
    run = shop.run()
    lines = [sorted(one.removeprefix("Error: ").splitlines()) for one in (run.err, said.err)]
    assert (run.code, lines[0]) == (3, lines[1])
    return said.err


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("groups: loyalty", "groups: loyalti", "groups: ", "'loyalti' is not a segmentation of this pipeline; first segment, "
         "then score the segments\n  Did you mean 'loyalty'? There are: loyalty."),
        ("marks: {prepaid: 5,", "marks: {prepaid: 6,", "profitability.payment.marks.prepaid: ",
         "found the number 6\n  a mark is a number from 1 to 5"),
        ("1500: 5", "1500: 0.5", "profitability.average_order.anchors.1500: ",
         "found the number 0.5\n  a mark is a number from 1 to 5"),
        ("1500: 5", "300.0: 5", "profitability.average_order.anchors: ",
         "a value stands twice, written in two ways\n  delete one of them"),
        ("1500: 5", "much: 5", "profitability.average_order.anchors.much: ", "found the text 'much'\n  write a number"),
        ("leave_out: [inactive,", "leave_out: [vip, regular, inactive,", "leave_out: ",
         "every segment is left out\n  leave at least one to be judged"),
        ("{1500: 5, 300: 1, 600: 3}", "{1500: 5}", "profitability.average_order.anchors: ",
         "a line needs two anchors at least\n  write {300: 1, 1500: 5}"),
        ("weight: 1", "weight: -1", "profitability.payment.weight: ", "found the number -1\n  a weight is 0 or more"),
        ("weight: 3, anchors", "weight: 0, anchors", "profitability: ",
         "the weights sum to nothing\n  give one measure a weight above 0"),
        ("payment: {", "paymint: {", "profitability.paymint: ", "there is no column 'paymint'\n  did you mean 'payment'?"),
        ("payment: {", "name: {anchors: {1: 1, 2: 2}, ", "profitability.name.marks: ",
         "anchors are for numbers and marks for texts"),
        ("average_order: {weight: 3, anchors: {1500: 5, 300: 1, 600: 3}}", "name: {anchors: {1: 1, 2: 5}}",
         "profitability.name.anchors: ", "name is no number but text\n  give it marks: {prepaid: 5, postpaid: 2}"),
        ("payment: {", "loyalty_turnover: {", "profitability.loyalty_turnover.marks: ",
         "loyalty_turnover is no text but money\n  give it anchors"),
        ("payment: {", "loyalty_last_order_on: {", "profitability.loyalty_last_order_on.marks: ",
         "loyalty_last_order_on is no text but day\n  take a column of numbers or texts"),
        ("{weight: 1, marks: {prepaid: 5, instalments: 3, postpaid: 2}}", "{weight: 1}", "profitability.payment: ",
         "a measure needs marks\n  write anchors"),
        ("no-orders]", "no-order]", "leave_out[2]: ", "there is no segment 'no-order'\n  did you mean 'no-orders'?"),
        ("passion: 3,", "passion: 5.5,", "pass.passion: ", "found the number 5.5\n  a mark is a number from 1 to 5"),
        ("passion: 3,", "pasion: 3,", "pass.pasion: ", "unknown key 'pasion'\n  did you mean 'passion'?"),
        ("weight: 1,", "weigth: 1,", "profitability.payment.weigth: ", "unknown key 'weigth'\n  did you mean 'weight'?"),
    ],
)  # fmt: skip
def test_mistakes_in_the_options(shop: Shop, old: str, new: str, place: str, message: str) -> None:
    assert old in PSD
    text = PSD.replace(old, new, 1).replace("weight: 1", "weight: 0") if "weights sum" in message else PSD.replace(old, new, 1)
    write_shop(shop, psd=text)
    said = told(shop)
    assert f"pipelines.shop.scores.psd.{place}{message}" in said
    assert "kartoteka.yaml:" in said.partition("pipelines.shop.")[0]


def test_profiling_without_a_segmentation_is_refused(shop: Shop) -> None:
    from psd import project

    write_shop(shop)
    shop.project(project.SOURCES, PSD)
    assert "'loyalty' is not a segmentation of this pipeline; first segment, then score the segments" in told(shop)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("vip:", "vpi:", "2:1: vpi: ", "unknown key 'vpi'\n  did you mean 'vip'? known here: vip, regular, inactive,"),
        ("vip:", "blacklist:", "2:1: blacklist: ", "unknown key 'blacklist'\n"),
        ("  passion:\n", "  pasion:\n", "3:3: vip.pasion: ", "unknown key 'pasion'\n  did you mean 'passion'?"),
        ("mark: 4 ", "mark: 6 ", "4:11: vip.passion.mark: ", "found the number 6\n  a mark is a number from 1 to 5"),
        ("mark: 4 ", "mark: true ", "4:11: vip.passion.mark: ", "found true\n  write a number from 1 to 5"),
        ("mark: 4 ", "mark: ", "4:5: vip.passion.mark: ", "found nothing\n  write a number from 1 to 5"),
        ("    because: They pay on time.\n", "", "4:5: vip.passion: ", "the key 'because' is missing\n  add 'because'"),
        ("because: They pay on time.", "because: ''", "5:14: vip.passion.because: ", "found the text ''\n  write some words"),
        ("on: 2026-11-02\n", "on: soon\n", "8:9: vip.passion.on: ", "'soon' is not a day"),
        ("[time]", "[tyme]", "9:94: vip.specialisation.removes[0]: ",
         "found the text 'tyme'\n  did you mean 'time'? write knowledge, resources or time"),
        ("removes: [time], ", "", "9:19: vip.specialisation: ", "the key 'removes' is missing"),
        ("removes: [time]", "removes: time", "9:93: vip.specialisation.removes: ", "found the text 'time'\n  write a list"),
        ("traits:", "treats:", "6:5: vip.passion.treats: ", "unknown key 'treats'\n  did you mean 'traits'?"),
        ("  passion:\n", "  passion: good\n  rest:\n", "3:12: vip.passion: ", "found the text 'good'"),
    ],
)  # fmt: skip
def test_mistakes_in_the_answers(shop: Shop, old: str, new: str, place: str, message: str) -> None:
    assert old in ANSWERS
    write_shop(shop, answers=ANSWERS.replace(old, new, 1))
    assert f"answers.yaml:{place}{message}" in told(shop)


def test_answers_about_the_segments_of_another_segmentation(shop: Shop) -> None:
    write_shop(shop, answers="regullar: {}\nelsewhere: {}\n")
    said = told(shop)
    way_out = "the answers of psd are about the segments of loyalty; for others name a file of its own: answers: psd.yaml\n"
    assert said.count(way_out) == 2


def test_a_measure_of_a_field_that_no_column_was_mapped_to(shop: Shop) -> None:
    write_shop(shop, psd=PSD.replace("payment: {", "decision_days: {"))
    way_out = "; or say which column of the customers it is: columns: {decision_days: …} under sources.customers\n"
    assert way_out in told(shop).partition("there is no column 'decision_days'\n  there is average_order, ")[2]


def test_there_is_no_measure(shop: Shop) -> None:
    write_shop(shop, psd="scores: {psd: {use: psd, groups: loyalty, profitability: {}}}\n")
    assert "scores.psd.profitability: there is no measure\n  write average_order: {anchors: {300: 1," in told(shop)


def test_an_answers_file_that_is_no_yaml(shop: Shop) -> None:
    write_shop(shop, answers="vip: {passion: [}")
    assert "answers.yaml:1:17: this is not YAML" in told(shop)


def test_every_mistake_is_told_at_once(shop: Shop) -> None:
    write_shop(shop, answers=ANSWERS.replace("vip", "vpi"), psd=PSD.replace("no-orders", "nobody").replace("payment", "paymnt"))
    said = told(shop)
    assert all(text in said for text in ("unknown key 'vpi'", "no segment 'nobody'", "no column 'paymnt'"))


def test_no_answers_yet_is_no_mistake(shop: Shop) -> None:
    write_shop(shop, answers=None)
    said = shop.run().done()
    assert "vip: unanswered: passion, specialisation\n" in said.out
    assert "4 questions are open; kartoteka rate shop psd" in said.out
    shop.text("answers.yaml", "# nothing yet\n")
    assert "4 questions are open" in shop.run().done().out


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("300: 1, 600: 3", "300: 5, 600: 3", "the marks of average_order turn between rising and falling with the value"),
        ("instalments: 3, postpaid: 2", "postpaid: 5", "payment has the mark 5 whatever it is, so it tells no segments apart"),
        ("1500: 5, 300: 1, 600: 3", "1500: 2, 300: 1, 600: 1", "no segment can pass profitability: the best mark is 2.75"),
        ("profitability: 3}", "profitability: 1}", "every segment passes profitability: the worst mark is 1.25"),
    ],
)  # fmt: skip
def test_lint(shop: Shop, old: str, new: str, warning: str) -> None:
    assert old in PSD
    write_shop(shop, psd=PSD.replace(old, new, 1))
    said = shop.kartoteka("check").done()
    assert f"psd: {warning}" in said.out + said.err

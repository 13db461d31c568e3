"""Files are delivered whole or not at all, under names that data cannot choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from kartoteka import ConfigError, DeliveryError, FileExporter, KartotekaError, PluginError, Rows, Staging, Text, Written
from kartoteka.components.file_names import placeholders, safe_name, same_file
from kartoteka.plugin.blame import blame
from kartoteka.plugin.provenance import Provenance
from support.exporting import Desk, TableRows, exporter, rows_of, texts


class Lines(FileExporter):
    """A file that holds the first column, a line each, after a line that names it."""

    def write(self, rows: Rows, file: Path) -> None:
        cells = [text for batch in rows.batches() for text in batch.column(0).to_pylist()]
        file.write_text("\n".join([next(iter(rows.columns)), *cells]) + "\n")


def members(labels: list[str], **segments: str) -> TableRows:
    """Customers by the segment they are in."""
    return rows_of(
        {"customer_id": (Text, list(segments)), "loyalty": (Text, list(segments.values()))}, labels={"loyalty": labels}
    )


def test_nothing_is_at_the_final_path_until_it_is_delivered(tmp_path: Path) -> None:
    desk, lines = Desk(tmp_path / "state"), exporter(Lines, tmp_path, path="out/{campaign}-{as_of}.txt")
    (staged,) = lines.prepare(texts("a", "b"), desk.staging)
    final = tmp_path / "out/spring-2026-11-30.txt"
    assert not final.exists()
    assert desk.announced == [staged.staged]
    assert staged.staged.parent == final.parent
    assert staged.staged.name.startswith(".")
    assert (staged.destination, staged.rows) == ("out/spring-2026-11-30.txt", 2)
    lines.deliver(staged, desk.key)
    assert final.read_text() == "name\na\nb\n"
    assert [path.name for path in final.parent.iterdir()] == [final.name]


def test_delivering_again_changes_nothing(tmp_path: Path) -> None:
    desk, lines = Desk(tmp_path / "state"), exporter(Lines, tmp_path, path="list.txt")
    (staged,) = desk.deliver(lines, texts("a"))
    before = (tmp_path / "list.txt").stat()
    lines.deliver(staged, desk.key)
    assert (tmp_path / "list.txt").stat() == before


def test_a_lost_staged_file_is_an_error_unless_it_arrived(tmp_path: Path) -> None:
    desk, lines = Desk(tmp_path / "state"), exporter(Lines, tmp_path, path="list.txt")
    (tmp_path / "list.txt").write_text("last month's")
    (staged,) = lines.prepare(texts("a"), desk.staging)
    staged.staged.unlink()
    with pytest.raises(DeliveryError, match=r"list\.txt: the file that was prepared for it, .*, is gone"):
        lines.deliver(staged, desk.key)
    assert (tmp_path / "list.txt").read_text() == "last month's"


def test_preparing_again_after_a_kill_takes_the_same_hidden_name(tmp_path: Path) -> None:
    lines, staging = exporter(Lines, tmp_path, path="list.txt"), Staging(tmp_path, "run-1", lambda path: None)
    (first,) = lines.prepare(texts("a"), staging)
    first.staged.write_text("half of")
    (second,) = lines.prepare(texts("a"), staging)
    assert second == first
    assert second.staged.read_text() == "name\na\n"


def test_a_split_writes_a_header_alone_for_a_segment_that_has_emptied(tmp_path: Path) -> None:
    lines = exporter(Lines, tmp_path, path="out/{segment}.txt")
    Desk(tmp_path / "s").deliver(lines, members(["vip", "rest"], a="vip", b="rest", c="vip"))
    assert (tmp_path / "out/vip.txt").read_text() == "customer_id\na\nc\n"
    staged = Desk(tmp_path / "s", key="run-2").deliver(lines, members(["vip", "rest"], b="rest"))
    assert (tmp_path / "out/vip.txt").read_text() == "customer_id\n"
    assert {one.destination: one.rows for one in staged} == {"out/vip.txt": 0, "out/rest.txt": 1}


def test_a_split_may_name_its_segmentation(tmp_path: Path) -> None:
    rows = rows_of(
        {"customer_id": (Text, ["a", "b"]), "loyalty": (Text, ["vip", "rest"]), "size": (Text, ["big", "big"])},
        labels={"loyalty": ["vip", "rest"], "size": ["big", "small"]},
    )
    Desk(tmp_path / "s").deliver(exporter(Lines, tmp_path, path="{size}/{loyalty}.txt"), rows)
    assert (tmp_path / "big/vip.txt").read_text() == "customer_id\na\n"
    assert (tmp_path / "small/rest.txt").read_text() == "customer_id\n"
    with pytest.raises(ConfigError, match=r"(?s)any of several segmentations.*\{loyalty\} or \{size\}"):
        exporter(Lines, tmp_path, path="{segment}.txt").prepare(rows, Desk(tmp_path / "s").staging)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("{segmnt}.txt", "{segmnt} stands for nothing here"),
        ("{segment!r}.txt", "a placeholder that is not a name alone"),
        ("{segment.__class__}.txt", "a placeholder that is not a name alone"),
        ("{}.txt", "a placeholder that is not a name alone"),
        ("{segment.txt", "braces that do not match"),
    ],
)
def test_a_placeholder_that_stands_for_nothing_is_told_before_the_run(tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        exporter(Lines, tmp_path, path=path).destinations({"loyalty": ["vip"]})
    assert message in str(caught.value)


def test_segment_without_a_segmentation_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the pipeline has none"):
        exporter(Lines, tmp_path, path="{segment}.txt").destinations({})


@pytest.mark.parametrize("path", ["", " ", "out/", ".", "..", "out/..", "a\0b"])
def test_a_path_that_names_no_file_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValidationError):
        exporter(Lines, tmp_path, path=path)


@pytest.mark.parametrize(
    "label",
    ["../../etc/passwd", "a/b", "..", "C:\\x", "<script>alert(1)</script>", "NUL", "a\0b", "a\nb", '"; rm', "\u202etxt"],
)
def test_a_label_leads_to_no_other_folder(tmp_path: Path, label: str) -> None:
    Desk(tmp_path / "s").deliver(exporter(Lines, tmp_path, path="out/lists/{segment}.txt"), members([label], a=label))
    (file,) = tmp_path.rglob("*.txt")
    assert file.parent == tmp_path / "out/lists"
    assert not set(file.name) & set('<>:"/\\|?*\0\n\u202e')


@given(st.text())
def test_a_safe_name_is_one_plain_name(text: str) -> None:
    name = safe_name(text)
    assert Path(name).name == name
    assert name.strip(". ") == name
    assert name.split(".")[0].upper() not in {"CON", "NUL", "AUX", "PRN", "COM1", "LPT9"}
    assert safe_name(name) == name


@pytest.mark.parametrize(("one", "other"), [("a/b", "a:b"), ("VIP", "vip"), ("é", "e\u0301"), ("Straße", "STRASSE")])
def test_two_segments_never_share_a_file(tmp_path: Path, one: str, other: str) -> None:
    with pytest.raises(ConfigError, match="would both be written to"):
        exporter(Lines, tmp_path, path="{segment}.txt").destinations({"loyalty": [one, other]})


def test_a_name_too_long_for_the_file_system_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="too long"):
        exporter(Lines, tmp_path, path="{segment}.txt").destinations({"loyalty": ["ż" * 126]})
    Desk(tmp_path / "s").deliver(exporter(Lines, tmp_path, path="{segment}.txt"), members(["ż" * 125], a="ż" * 125))


def test_destinations_of_one_file_are_one_text(tmp_path: Path) -> None:
    ways = ["out/list.txt", "./out/../out/LIST.txt", str(tmp_path / "out/list.txt")]
    assert len({tuple(exporter(Lines, tmp_path, path=path).destinations({})) for path in ways}) == 1


def test_a_link_at_the_final_path_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "list.txt").symlink_to(tmp_path / "share/list.txt")
    Desk(tmp_path / "s").deliver(exporter(Lines, tmp_path, path="list.txt"), texts("a"))
    assert (tmp_path / "list.txt").is_symlink()
    assert (tmp_path / "share/list.txt").read_text() == "name\na\n"


def test_a_folder_in_the_way_is_told_before_the_commit(tmp_path: Path) -> None:
    (tmp_path / "list.txt").mkdir()
    with pytest.raises(KartotekaError, match=r"list\.txt is a folder"):
        exporter(Lines, tmp_path, path="list.txt").prepare(texts("a"), Desk(tmp_path / "s").staging)


def test_a_file_in_place_of_a_folder_is_told_before_the_commit(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(KartotekaError, match=r"out/list\.txt cannot be written \("):
        exporter(Lines, tmp_path, path="out/list.txt").prepare(texts("a"), Desk(tmp_path / "s").staging)


def test_a_rename_that_fails_is_a_delivery_that_stays_pending(tmp_path: Path) -> None:
    desk, lines = Desk(tmp_path / "s"), exporter(Lines, tmp_path, path="out/list.txt")
    (staged,) = lines.prepare(texts("a"), desk.staging)
    (tmp_path / "out/list.txt").mkdir()
    with pytest.raises(DeliveryError, match=r"out/list\.txt cannot be put in its place"):
        lines.deliver(staged, desk.key)
    (tmp_path / "out/list.txt").rmdir()
    lines.deliver(staged, desk.key)
    assert (tmp_path / "out/list.txt").read_text() == "name\na\n"


def test_placeholders_are_told_once_and_braces_can_be_written() -> None:
    assert placeholders("{{x}}/{a}/{b}-{a}") == ("a", "b")
    assert same_file("A/É") == same_file("a/e\u0301")


class Forgetful(FileExporter):
    """Writes no file."""

    def write(self, rows: Rows, file: Path) -> None:
        pass


def test_an_exporter_that_writes_no_file_is_blamed(tmp_path: Path) -> None:
    forgetful = exporter(Forgetful, tmp_path, path="list.txt")
    with (
        pytest.raises(PluginError, match=r"^in exporter 'x' of dist 1\.0: write\(\) wrote no file$"),
        blame("exporter", "x", Provenance("dist", "1.0", "x")),
    ):
        forgetful.prepare(texts("a"), Desk(tmp_path / "s").staging)


class Choosy(FileExporter):
    """Writes what has something in it, and tells of the rest what its option says."""

    def write(self, rows: Rows, file: Path) -> Written:
        cells = [text for batch in rows.batches() for text in batch.column(0).to_pylist() if text]
        file.write_text("\n".join(cells))
        return Written(len(cells), {"empty": 1}, ["One cell has nothing in it."])


def test_what_a_file_leaves_out_is_told_with_its_reason(tmp_path: Path) -> None:
    (staged,) = Desk(tmp_path / "s").deliver(exporter(Choosy, tmp_path, path="list.txt"), texts("a", "", "b"))
    assert (staged.rows, staged.left_out, staged.remarks) == (2, {"empty": 1}, ("One cell has nothing in it.",))


def test_a_row_that_is_neither_written_nor_left_out_is_an_error(tmp_path: Path) -> None:
    choosy = exporter(Choosy, tmp_path, path="list.txt")
    with pytest.raises(PluginError, match=r"write\(\) wrote 1 rows and left out 1, and there were 3"):
        choosy.prepare(texts("a", "", ""), Desk(tmp_path / "s").staging)
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_parts_that_do_not_add_up_to_the_list_are_an_error(tmp_path: Path) -> None:
    rows = members(["vip"], a="vip", b="nowhere")
    with pytest.raises(PluginError, match="the list has 2 rows, and its parts have 1"):
        exporter(Lines, tmp_path, path="out/{segment}.txt").prepare(rows, Desk(tmp_path / "s").staging)
    assert [path.name for path in tmp_path.iterdir()] == ["s"]

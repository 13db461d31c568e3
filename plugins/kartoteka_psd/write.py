"""Write an answer into the answers file, and leave everything else in it as it is: comments, order, other answers."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from kartoteka import KartotekaError, write_whole
from kartoteka import gettext as _
from kartoteka_psd.answers import Answer, read_answers
from kartoteka_psd.criteria import QUESTIONS

_NEW = """\
# What people say of the segments, for the scorer psd. Each answer has a mark from 1 to 5, the reason, who gave it and when.
# `kartoteka rate` asks for what is missing and writes it here; you may edit this file as well.
"""
_WIDTH = 4096


def write_answer(file: Path, segments: Sequence[str], segment: str, criterion: str, answer: Answer) -> None:
    """Put one answer into the file, in one step: a reader sees the old file or the new one.

    Raises:
        ConfigError: What is in the file is not sound.
        KartotekaError: The file cannot be written, or not without harm to what else is in it.
    """
    expected = {name: dict(said) for name, said in read_answers(file, segments).items()}
    expected.setdefault(segment, {})[criterion] = answer
    target = file.resolve()  # a link stays a link
    before = _text(target)
    draft = target.with_name(f".{target.name}.checked")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        text = with_answer(before, segment, criterion, answer)
        draft.write_text(text, encoding="utf-8")
        if {name: said for name, said in read_answers(draft, segments).items() if said} != {
            name: said for name, said in expected.items() if said
        }:
            raise KartotekaError(
                _("{file} is written in a way in which this answer cannot be added", file=file),
                hint=_("add it yourself, or put the file into plain YAML: no anchors, one line for each key"),
            )
        write_whole(target, text.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or error
        raise KartotekaError(_("{file} cannot be written: {reason}", file=file, reason=reason)) from None
    finally:
        draft.unlink(missing_ok=True)


def with_answer(text: str, segment: str, criterion: str, answer: Answer) -> str:
    """The text of an answers file with one answer more, or with another one in its place."""
    from ruamel.yaml.comments import CommentedMap

    yaml = _yaml()
    document = yaml.load(text)
    if document is None:
        # Comments alone: there is nothing yet that could hold them.
        return f"{text.rstrip() or _NEW.rstrip()}\n\n{_dumped(yaml, {segment: {criterion: _plain(answer)}})}"
    of_segment = document.get(segment)
    if of_segment is None:
        of_segment = document[segment] = CommentedMap()
    _put(of_segment, criterion, _plain(answer))
    return _dumped(yaml, document)


def _put(of_segment: Any, criterion: str, plain: Mapping[str, Any]) -> None:
    """Change what is there, key by key, so that comments stay; a new answer goes where the order of the criteria wants it."""
    there = of_segment.get(criterion)
    if there is None:
        before = list(QUESTIONS)[: list(QUESTIONS).index(criterion)]
        of_segment.pop(criterion, None)
        of_segment.insert(sum(one in of_segment for one in before), criterion, dict(plain))
        return
    for name in [name for name in there if name not in plain]:
        del there[name]
    for name, value in plain.items():
        if there.get(name) != value:
            there[name] = value


def _plain(answer: Answer) -> dict[str, Any]:
    """An answer in the order in which people read it."""
    whole = answer.mark == answer.mark.to_integral_value()
    plain: dict[str, Any] = {"mark": int(answer.mark) if whole else float(answer.mark), "because": answer.because}
    plain |= answer.notes
    if answer.removes is not None:
        plain["removes"] = _in_one_line(answer.removes)
    return {**plain, "by": answer.by, "on": answer.on}


def _in_one_line(values: Sequence[str]) -> Any:
    from ruamel.yaml.comments import CommentedSeq

    line = CommentedSeq(values)
    line.fa.set_flow_style()
    return line


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = _WIDTH
    return yaml


def _dumped(yaml: Any, document: Any) -> str:
    stream = StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _text(file: Path) -> str:
    """What is in the file, in whichever Unicode encoding; nothing where there is no file."""
    if not file.exists():
        return ""
    raw = file.read_bytes()
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return raw.decode("utf-16" if wide else "utf-8-sig")

"""Read a JSON document whose shape is known: whatever is not as it should be is told with its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

Word = TypeVar("Word", bound=str)


class Reading:
    """One object of a JSON document. Every method takes the name of a key; a key that is missing is `null`.

    Raises:
        ValueError: From every method, where the value is of another kind.
    """

    def __init__(self, data: Any, path: str = "") -> None:
        self._path = path
        if not isinstance(data, Mapping):
            raise ValueError(f"{path or 'the document'}: found {_found(data)}, not an object")
        self._data = data

    def text(self, key: str) -> str:
        return str(self._of(key, str, "a text"))

    def truth(self, key: str) -> bool:
        return bool(self._of(key, bool, "true or false"))

    def whole(self, key: str) -> int:
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(key, value, "a whole number")
        return value

    def number(self, key: str) -> float:
        return self._number(key, self._data.get(key))

    def number_or_none(self, key: str) -> float | None:
        return None if self._data.get(key) is None else self.number(key)

    def numbers(self, key: str, count: int) -> list[float]:
        found = [self._number(key, value) for value in self._list(key)]
        if len(found) != count:
            raise self._wrong(key, self._data.get(key), f"a list of {count} numbers")
        return found

    def pairs(self, key: str) -> tuple[tuple[float, float], ...]:
        found = []
        for pair in self._list(key):
            if not isinstance(pair, list) or len(pair) != 2:
                raise self._wrong(key, pair, "a list of two numbers")
            found.append((self._number(key, pair[0]), self._number(key, pair[1])))
        return tuple(found)

    def texts_or_none(self, key: str) -> tuple[str, ...] | None:
        return None if self._data.get(key) is None else tuple(self._item(key, value) for value in self._list(key))

    def texts_by_name(self, key: str) -> dict[str, str]:
        return {name: self._item(key, value) for name, value in self._object(key).items()}

    def numbers_by_name(self, key: str) -> dict[str, float]:
        return {name: self._number(key, value) for name, value in self._object(key).items()}

    def one_of(self, key: str, words: Sequence[Word]) -> Word | None:
        value = self._data.get(key)
        for word in words:
            if value == word:
                return word
        if value is None:
            return None
        raise self._wrong(key, value, f"one of {', '.join(words)}")

    def part(self, key: str) -> Reading | None:
        value = self._data.get(key)
        return None if value is None else Reading(value, self._at(key))

    def parts(self, key: str) -> Iterator[Reading]:
        for index, value in enumerate(self._list(key)):
            yield Reading(value, f"{self._at(key)}.{index}")

    def _of(self, key: str, kind: type, expected: str) -> Any:
        value = self._data.get(key)
        if not isinstance(value, kind):
            raise self._wrong(key, value, expected)
        return value

    def _item(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self._wrong(key, value, "a text")
        return value

    def _number(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, value, "a number")
        return float(value)

    def _list(self, key: str) -> list[Any]:
        value = self._data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, value, "a list")
        return value

    def _object(self, key: str) -> Mapping[str, Any]:
        value = self._data.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self._wrong(key, value, "an object")
        return value

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _wrong(self, key: str, value: Any, expected: str) -> ValueError:
        return ValueError(f"{self._at(key)}: found {_found(value)}, not {expected}")


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else repr(value)

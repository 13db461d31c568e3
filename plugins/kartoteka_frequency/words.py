"""How many orders, as a sentence to a customer has it."""

from __future__ import annotations

from kartoteka import pgettext


def number_of_orders(number: int) -> str:
    """`one` to `nine` where the language writes small numbers as words, then digits."""
    # Translators: the numbers from 1 to 9 as words, as they stand before "order" and "orders" as the subject of a sentence.
    words = pgettext("number of orders", "one two three four five six seven eight nine").split()
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def at_the_beginning(text: str) -> str:
    """With a capital letter, whatever follows it."""
    return text[:1].upper() + text[1:]

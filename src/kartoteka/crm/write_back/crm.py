"""A CRM as far as a write-back needs it: what a plugin implements."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Held:
    """What the CRM has of a customer now.

    Attributes:
        record: The CRM's own key of the customer.
        names: For each target (`category`, `discount`, `payment_days`) the names that are set. Of categories only those
            beneath the parent that the option names.
        refused: Why nothing may be written to it, such as that it was merged into another; None where it may.
    """

    record: str
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """What is to be changed of one customer.

    Attributes:
        held: What the CRM has of it at this moment.
        after: For each target that differs the name that is to be set in place of `held.names`; None for none.
    """

    held: Held
    after: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Member:
    """An address on a list.

    Attributes:
        record: The CRM's own key.
        subscribed: False for somebody who has left the list; nobody puts such a person back.
    """

    record: str
    subscribed: bool = True


class Crm(ABC):
    """One CRM, spoken to for the length of a preparation or a delivery. Names are what people see in the CRM.

    Every method may raise `Refused` and `Unreachable`.
    """

    @abstractmethod
    def held(self, customer_ids: Sequence[str], targets: Collection[str]) -> Mapping[str, Held]:
        """What the CRM has of these customers now, at most `CrmExporter.batch` of them; those it does not know are missing."""

    @abstractmethod
    def existing(self, target: str) -> Collection[str]:
        """The names that can be set: categories beneath the parent, price lists, payment terms, lists."""

    @abstractmethod
    def create(self, target: str, name: str, value: str) -> None:
        """Make a category, price list, payment term or list.

        Args:
            target: `category`, `discount`, `payment_days` or `list`.
            name: What it is called.
            value: What it stands for: a segment, a percentage, a number of days.
        """

    @abstractmethod
    def write(self, writes: Sequence[Write]) -> Iterator[str | None]:
        """Change customers; done twice it changes nothing more.

        Yields:
            For each, in order and as soon as it is done: None, or why the CRM refused it.
        """

    # Not abstract: a CRM that offers no `list` among its targets needs none of these three, and they are never called.
    def members(self, name: str) -> Mapping[str, Member]:
        """Who is on a list, by address in lower case; also those who have left it."""
        raise NotImplementedError

    def join(self, name: str, address: str) -> None:
        """Put an address on a list that it is not on."""
        raise NotImplementedError

    def leave(self, name: str, member: Member) -> None:
        """Take an address off a list; not as one who has left it, so that it may come back."""
        raise NotImplementedError

    @abstractmethod
    def close(self) -> None:
        """Close what is open."""

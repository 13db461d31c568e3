"""What came of a check of personas."""

from __future__ import annotations

from dataclasses import dataclass, field

from kartoteka.errors import Problem
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, ngettext, number_in_words
from kartoteka.personas.persona import Persona


@dataclass
class PersonasCheck:
    """What is to be said of a file of personas.

    Attributes:
        landed: Those who land in their own segments.
        untried: Those whose segmentation compares customers, where there is no run among whose customers they could stand.
        problems: What is wrong with all others.
    """

    landed: list[Persona] = field(default_factory=list)
    untried: list[Persona] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def sentences(self, file: str) -> list[str]:
        """How many personas of a file land where they should, and which were not tried; nothing where there are problems."""
        if self.problems:
            return []
        if not self.landed and not self.untried:
            return [_("{file}: no persona yet; 'kartoteka personas draft' proposes one.", file=file)]
        told = []
        if self.landed:
            told.append(
                ngettext(
                    "{file}: {number} persona, in its own segment.",
                    "{file}: {number} personas, each in its own segment.",
                    len(self.landed),
                    file=file,
                    number=number_in_words(len(self.landed)),
                )
            )
        if self.untried:
            told.append(
                _(
                    "{file}: not tried: {personas}. Their segmentation compares customers; 'kartoteka personas check' tries "
                    "them among those of the latest run.",
                    file=file,
                    personas=list_in_words([f"{one.segmentation}.{one.segment}" for one in self.untried]),
                )
            )
        return told

"""Fields as people read them, in the language that is spoken."""

from __future__ import annotations

from kartoteka.language import current_language
from kartoteka.model.fields import field


def field_title(name: str) -> str:
    """A column as a person reads it: `decision days`, `dni decyzji`. A column of the project's own keeps its name."""
    entry = field("customers", name) or field("orders", name)
    language = current_language()
    if entry is None or language == "en":
        return name.replace("_", " ")
    title = next(iter(entry.synonyms.get(language, ())), name.replace("_", " "))
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]

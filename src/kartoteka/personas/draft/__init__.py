"""Personas proposed from what the customers of a segment have in common."""

from __future__ import annotations

from kartoteka.personas.draft.draft import Draft as Draft
from kartoteka.personas.draft.draft import draft_personas as draft_personas
from kartoteka.personas.draft.remarks import remarks as remarks
from kartoteka.personas.draft.text import draft_text as draft_text

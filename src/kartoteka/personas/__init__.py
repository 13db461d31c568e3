"""Personas: the one-page picture of a segment, which a person writes and the rules check."""

from __future__ import annotations

"""What the customers of a segment have in common: figures of a committed run, against those of all other customers."""

from __future__ import annotations

from kartoteka.profile.profile import SegmentProfile as SegmentProfile
from kartoteka.profile.profile import profile_segment as profile_segment

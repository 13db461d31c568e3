"""What the customers of a segment have in common: figures of a committed run, against those of all other customers."""

from __future__ import annotations

from kartoteka.profile.profile import SegmentProfile as SegmentProfile
from kartoteka.profile.profile import profile_all as profile_all
from kartoteka.profile.profile import profile_segment as profile_segment
from kartoteka.profile.run_data import RunData as RunData
from kartoteka.profile.run_data import open_data as open_data

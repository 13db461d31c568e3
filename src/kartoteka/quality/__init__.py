"""Whether a segmentation is one: similar within, different between, large enough, within reach, and stable."""

from __future__ import annotations

from kartoteka.quality.quality import Quality as Quality
from kartoteka.quality.quality import segmentation_quality as segmentation_quality

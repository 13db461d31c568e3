"""Landing: from a source to a typed table in the state folder."""

from __future__ import annotations

from kartoteka.pipeline.land.inspect import Inspected as Inspected
from kartoteka.pipeline.land.inspect import inspect_source as inspect_source
from kartoteka.pipeline.land.land import land_table as land_table
from kartoteka.pipeline.land.landed import LandedTable as LandedTable

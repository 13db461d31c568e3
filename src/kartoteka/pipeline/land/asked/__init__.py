"""Systems that have to be asked: their rows read, put together with those of earlier readings, and kept with the cursor."""

from __future__ import annotations

from kartoteka.pipeline.land.asked.ask import Asked as Asked
from kartoteka.pipeline.land.asked.ask import ask as ask
from kartoteka.pipeline.land.asked.write import write_batches as write_batches

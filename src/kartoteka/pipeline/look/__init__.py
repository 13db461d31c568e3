"""One file, without a project: how it is understood, and its table as clean CSV."""

from __future__ import annotations

from kartoteka.pipeline.look.convert import Converted as Converted
from kartoteka.pipeline.look.convert import convert_file as convert_file
from kartoteka.pipeline.look.look import Look as Look
from kartoteka.pipeline.look.look import look_at_file as look_at_file
from kartoteka.pipeline.look.opened import OpenedFile as OpenedFile
from kartoteka.pipeline.look.opened import open_file as open_file

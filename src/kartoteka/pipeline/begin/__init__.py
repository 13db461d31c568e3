"""Beginning: from somebody's files to a project file. What cannot be told from the files is asked, never guessed."""

from __future__ import annotations

from kartoteka.pipeline.begin.begin import Beginning as Beginning
from kartoteka.pipeline.begin.begin import begin as begin
from kartoteka.pipeline.begin.question import Choice as Choice
from kartoteka.pipeline.begin.question import Question as Question
from kartoteka.pipeline.begin.request import TABLES as TABLES
from kartoteka.pipeline.begin.request import Request as Request

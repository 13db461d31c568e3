"""The built-in commands as data, so that `--help` imports none of them.

Each is a click command of that name in the module of that name here; its help begins with the summary (a test holds that).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SUMMARIES: Mapping[str, str] = MappingProxyType(
    {
        "run": "Read the sources, sort the customers into segments, score them, and deliver the campaign lists.",
        "check": "Check the project file; nothing is run.",
        "explain": "Tell why CUSTOMER is in its segment.",
        "profile": "Show what the customers of SEGMENT have in common.",
        "quality": "Show whether SEGMENTATION is one: similar within, different between.",
        "report": "Write what a run found into one HTML file.",
        "personas": "Check, draft and show the personas of segments.",
        "look": "Show how FILE is understood; nothing is written.",
        "convert": "Write the table of FILE as clean CSV.",
        "init": "Write a project for your own files.",
        "demo": "Write an example project into FOLDER, and run it as of two dates.",
        "schema": "Print the JSON Schema of the project file, for editors.",
        "plugins": "List, block and unblock plugins.",
    }
)

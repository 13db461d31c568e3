"""A target that keeps one table, the rows of the last list, in a file. Numbers are kept as they are written."""

import json
import sys
from pathlib import Path

config = json.loads(Path(sys.argv[sys.argv.index("--config") + 1]).read_text(encoding="utf-8"))
table = {"columns": [], "rows": []}
for line in sys.stdin:
    message = json.loads(line, parse_float=str)
    if message["type"] == "SCHEMA":
        table["columns"] = list(message["schema"]["properties"])
    elif message["type"] == "RECORD":
        table["rows"].append([message["record"][name] for name in table["columns"]])
Path(config["file"]).write_text(json.dumps(table), encoding="utf-8")

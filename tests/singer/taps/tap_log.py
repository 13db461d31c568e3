"""A tap over a log: `{"schema": …, "log": […]}` in a file. Its state is how far the log was read."""

import json
import sys
from pathlib import Path

arguments = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
config = json.loads(Path(arguments["--config"]).read_text(encoding="utf-8"))
table = json.loads(Path(config["file"]).read_text(encoding="utf-8"))
stream = {"stream": "table", "schema": table["schema"], "key_properties": table["key"]}
if "--discover" in sys.argv:
    print(json.dumps({"streams": [{**stream, "tap_stream_id": "table"}]}))
    sys.exit()
read = json.loads(Path(arguments["--state"]).read_text(encoding="utf-8"))["read"] if "--state" in arguments else 0
print(json.dumps({"type": "SCHEMA", **stream}))
page = table["log"][read:]
for _ in range(1 + Path(config["file"]).with_suffix(".twice").exists()):
    for line in page:
        print('{"type": "RECORD", "stream": "table", "record": ' + line + "}")
Path(config["file"]).with_suffix(".twice").unlink(missing_ok=True)
print(json.dumps({"type": "STATE", "value": {"read": len(table["log"])}}))

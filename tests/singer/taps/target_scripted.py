"""A target that appends what it reads to a file, unless the file `fault` holds something else for it to do.

exit N    reads all, keeps nothing, and ends with that exit code
late N    keeps all, and ends with that exit code all the same
hang      sleeps
"""

import json
import os
import sys
import time
from pathlib import Path

config = json.loads(Path(sys.argv[sys.argv.index("--config") + 1]).read_text(encoding="utf-8"))
fault, out = Path(config["folder"]) / "fault", Path(config["folder"]) / "out.jsonl"
word, _, rest = (fault.read_text() if fault.exists() else "").partition(" ")
(Path(config["folder"]) / "pid").write_text(str(os.getpid()))
lines = sys.stdin.read().splitlines()
if word == "hang":
    time.sleep(600)
if word != "exit":
    with out.open("a", encoding="utf-8") as kept:
        kept.writelines(f"{line}\n" for line in lines)
if word in ("exit", "late"):
    print(f"cannot write with {config['password']}", file=sys.stderr)
    sys.exit(int(rest))
print(json.dumps(json.loads(lines[-1])["value"]))

"""A tap that does what a script tells it, line by line; the faults of real taps are hard to bring about.

Config: `catalog` is what --discover prints, `script` names a file. A line of it is written as it stands, but

    !exit N      ends with that exit code          !kill    ends by SIGKILL
    !hang        sleeps                            !say X   writes X to standard error
    !many N X    writes X N times, with {n} as its number
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

arguments = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
config = json.loads(Path(arguments["--config"]).read_text(encoding="utf-8"))
if "--discover" in sys.argv:
    print(json.dumps(config["catalog"]))
    sys.exit(0)
if "seen" in config:
    seen = {name: json.loads(Path(file).read_text(encoding="utf-8")) for name, file in arguments.items()}
    with Path(config["seen"]).open("a", encoding="utf-8") as log:
        log.write(json.dumps({**seen, "file": arguments["--config"], "pid": os.getpid()}) + "\n")
for line in Path(config["script"]).read_text(encoding="utf-8").splitlines():
    word, _, rest = line.partition(" ")
    match word:
        case "!exit":
            sys.stdout.flush()
            sys.exit(int(rest))
        case "!kill":
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        case "!hang":
            sys.stdout.flush()
            time.sleep(600)
        case "!say":
            print(rest, file=sys.stderr, flush=True)
        case "!many":
            count, _, text = rest.partition(" ")
            for number in range(int(count)):
                print(text.replace("{n}", str(number)))
        case _:
            print(line)

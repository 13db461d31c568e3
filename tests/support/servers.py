"""What the tests of real servers share: where programs are, and whose they run as."""

from __future__ import annotations

import os
import shutil


def program(name: str) -> str | None:
    """The path of a program, also of one of the system's own, which a search path may leave out."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def running_as(user: str) -> list[str]:
    """What stands before a server's command: servers refuse to run as root, as whom a container's tests often run."""
    return [program("runuser") or "runuser", "-u", user, "--"] if os.getuid() == 0 else []

# SPDX-License-Identifier: EUPL-1.2
"""Children end with their parent, and their parent says when one ends by itself."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from akkoord.site.processes import Died, Processes

PARENT = """
import sys, time
from akkoord.site.processes import Processes
with Processes() as processes:
    processes.start("sleeper", [sys.executable, "-c", "import time; print('asleep', flush=True); time.sleep(60)"])
    processes.wait()
"""


def parent() -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "asleep\n"
    return process


def gone(children: list[psutil.Process]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if not any(c.is_running() and c.status() != psutil.STATUS_ZOMBIE for c in children):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_asked_to_stop_is_no_failure_and_leaves_no_child(number: signal.Signals) -> None:
    process = parent()
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert gone(children)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_killed_parent_leaves_no_child() -> None:
    process = parent()
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate(timeout=20)
    assert gone(children)


def test_child_that_ends_by_itself_is_named() -> None:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with pytest.raises(Died, match="the worker ended by itself with status 3"), Processes() as processes:
            processes.start("worker", [sys.executable, "-c", "raise SystemExit(3)"])
            processes.wait()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)

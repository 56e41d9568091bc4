# SPDX-License-Identifier: EUPL-1.2
"""Child processes that live and die with this one."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType, TracebackType
from typing import Self

PATIENCE = 10  # seconds a child gets to end by itself
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked this process to stop."""


class Died(RuntimeError):
    """A child ended by itself."""


class Processes:
    """Starts children; leaving the block ends them all, whatever the reason for leaving is."""

    def __init__(self) -> None:
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        for number in STOPPING:
            signal.signal(number, _stop)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        for child in self._children.values():
            child.terminate()
        until = time.monotonic() + PATIENCE
        for child in self._children.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        return kind is Stopped

    def start(self, name: str, command: list[str]) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches it through us, in order."""
        guard = [sys.executable, "-S", __file__, str(os.getpid()), *command]
        self._children[name] = subprocess.Popen(guard, stdin=subprocess.DEVNULL, start_new_session=True)

    def wait_for_port(self, address: str, port: int, *, seconds: float = 30) -> None:
        """Until something answers there. Raises `Died` when a child ended instead, `TimeoutError` when nothing comes."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._all_alive()
            with socket.socket() as probe:
                if probe.connect_ex((address, port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError(f"nothing answers at {address}:{port} after {seconds:.0f} s")

    def wait(self) -> None:
        """Until somebody asks to stop. Raises `Died` when a child ends by itself."""
        while True:
            self._all_alive()
            time.sleep(0.5)

    def _all_alive(self) -> None:
        for name, child in self._children.items():
            if (status := child.poll()) is not None:
                raise Died(f"the {name} ended by itself with status {status}")


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _become(parent: int, command: list[str]) -> None:
    """Become the child's program, having asked Linux to end it when the parent dies, even by a kill."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            sys.exit("the parent is gone")
    os.execv(command[0], command)


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])

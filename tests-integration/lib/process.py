"""Processes of a scenario: each with its log, ended by process id and by nothing else."""

import os
import signal
import subprocess

from waiting import Unmet


def end_cleanly_on_signals():
    """Makes SIGINT and SIGTERM a KeyboardInterrupt, so that whatever runs cleans up behind itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


class Process:
    """A program that runs until it is told to end; both its outputs go to one log file."""

    def __init__(self, name, argv, log, env=None):
        self.name = name
        self.log_path = log
        with open(log, "ab") as output:
            self.popen = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})})
        self.pid = self.popen.pid

    def alive(self):
        """Whether it still runs."""
        return self.popen.poll() is None

    def log(self):
        """All that it has written so far."""
        with open(self.log_path, encoding="utf-8", errors="replace") as text:
            return text.read()

    def signal(self, number):
        """Sends a signal, if it still runs."""
        if self.alive():
            self.popen.send_signal(number)

    def exit_status(self, seconds):
        """Waits for its end; the exit status, or minus the number of the signal that killed it."""
        try:
            return self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Unmet(f"{self.name} (pid {self.pid}) has not ended within {seconds} s") from None

    def kill(self):
        """SIGKILL to it and to the processes it started, as a crash of the whole daemon; it has no time to see one end."""
        self.signal(signal.SIGSTOP)
        for pid in [*descendants(self.pid), self.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.popen.wait(10)

    def end(self, seconds=15):
        """SIGTERM, and SIGKILL where that is not enough."""
        if not self.alive():
            return
        self.signal(signal.SIGTERM)
        try:
            self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()


def descendants(pid):
    """The children of a process and theirs, by /proc."""
    found = []
    for task in os.listdir(f"/proc/{pid}/task") if os.path.exists(f"/proc/{pid}/task") else []:
        try:
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as children:
                direct = [int(word) for word in children.read().split()]
        except OSError:
            direct = []
        for child in direct:
            found += [*descendants(child), child]
    return found

"""Network namespaces: made, entered by one thread, and removed."""

import ctypes
import os
import socket
import subprocess
from contextlib import contextmanager

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000  # <linux/sched.h>


class CommandFailed(OSError):
    """A command ended with a status other than 0; the text has its words."""


def run(*argv, stdin=None, accept=(0,), seconds=60):
    """Runs a command to its end and returns what it wrote to standard output."""
    done = subprocess.run(argv, input=stdin, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode not in accept:
        raise CommandFailed(f"{' '.join(argv)}: exit status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


class Namespace:
    """One network namespace with its loopback up; `name` is the one under /run/netns."""

    def __init__(self, name):
        self.name = name
        run("ip", "netns", "add", name)
        self.ip("link set lo up")

    def remove(self):
        """Removes the namespace, and with it every interface inside."""
        run("ip", "netns", "delete", self.name, accept=(0, 1))

    def ip(self, words):
        """Runs `ip` inside; `words` are its arguments as one text."""
        return run("ip", "-n", self.name, *words.split())

    def command(self, *argv):
        """The argument list that starts `argv` inside; the process id stays that of the program itself."""
        return ["nsenter", f"--net=/run/netns/{self.name}", "--", *argv]

    def run(self, *argv, **how):
        """Runs a command inside to its end and returns what it wrote."""
        return run(*self.command(*argv), **how)

    @contextmanager
    def inside(self):
        """Moves the calling thread into the namespace for the length of the block."""
        with open("/proc/thread-self/ns/net", "rb") as home, open(f"/run/netns/{self.name}", "rb") as there:
            set_namespace(there.fileno())
            try:
                yield
            finally:
                set_namespace(home.fileno())

    def socket(self, *what):
        """A socket that lives in this namespace."""
        with self.inside():
            return socket.socket(*what)

    def sysctl(self, name, value):
        """Sets a net.* sysctl of this namespace."""
        with self.inside():
            with open("/proc/sys/" + name.replace(".", "/"), "w", encoding="ascii") as entry:
                entry.write(str(value))

    def addresses(self, interface):
        """The addresses with prefix length that stand on an interface, of both families."""
        words = self.ip(f"-o address show dev {interface}").split()
        return [after for word, after in zip(words, words[1:]) if word in ("inet", "inet6")]


def set_namespace(descriptor):
    """setns(2) for the calling thread."""
    if LIBC.setns(descriptor, CLONE_NEWNET) != 0:
        errno = ctypes.get_errno()
        raise OSError(errno, f"setns: {os.strerror(errno)}")

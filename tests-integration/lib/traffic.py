"""Real servers that answer with their name, and a client that keeps asking."""

import os
import socket
import threading
import time
from collections import Counter

from waiting import expect, until


class RealServer:
    """busybox httpd on a host that accepts the VIP without owning it: the real server of an LVS in DR mode."""

    def __init__(self, site, host, vip):
        self.site = site
        self.host = host
        self.pages = site.file(f"{host.label}.pages")
        self.process = None
        os.makedirs(self.pages)
        self.page("index.html", f"{host.label}\n")
        for name in ("all", "lo"):
            host.sysctl(f"net.ipv4.conf.{name}.arp_ignore", 1)
            host.sysctl(f"net.ipv4.conf.{name}.arp_announce", 2)
        host.ip(f"address add {vip}/32 dev lo")

    def page(self, name, text):
        """Puts a page there."""
        with open(os.path.join(self.pages, name), "w", encoding="ascii") as output:
            output.write(text)

    def open(self):
        """Opens port 80."""
        self.process = self.site.start(
            f"{self.host.label}-httpd", self.host, "busybox", "httpd", "-f", "-p", "80", "-h", self.pages)
        until(f"port 80 of {self.host.label} opens",
              lambda: get(self.host, "127.0.0.1", 80, seconds=1), 10)
        return self

    def close(self):
        """Closes port 80; connections that stand are cut."""
        self.process.kill()


def get(host, address, port, path="/", source=None, seconds=2):
    """One HTTP GET from a host; the body. Raises OSError where there is no whole answer in time."""
    with connect(host, address, port, source, seconds) as stream:
        stream.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        answer = b""
        while part := stream.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head:
        raise OSError(f"answer {head[:80]!r}")
    return body.decode()


def connect(host, address, port, source=None, seconds=2):
    """A TCP connection from a host, from a given address of it if need be."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    stream = host.socket(family, socket.SOCK_STREAM)
    try:
        stream.settimeout(seconds)
        if source:
            stream.bind((source, 0))
        stream.connect((address, port))
        return stream
    except BaseException:
        stream.close()
        raise


class Client:
    """Opens a connection to the service every `pace` seconds, from each of its addresses in turn, and counts.

    `troubles` has the failures one by one: the wall clock's time at which the connection began, and the error's name.
    """

    def __init__(self, host, sources, address, port, pace=0.1, patience=1.0):
        self.host = host
        self.target = (address, port)
        self.sources = sources
        self.pace = pace
        self.patience = patience
        self.answers = Counter()
        self.failures = Counter()
        self.troubles = []
        self.open = True
        self.thread = threading.Thread(target=self.ask, daemon=True)

    def start(self):
        """Starts asking; the site's end stops it."""
        self.thread.start()
        self.host.site.closing.append(self.stop)
        return self

    def stop(self):
        """Stops asking."""
        if self.open:
            self.open = False
            self.thread.join(10)

    def ask(self):
        """The asking thread."""
        turn = 0
        while self.open:
            started, began = time.monotonic(), time.time()
            try:
                self.answers[get(self.host, *self.target, "/", self.sources[turn % len(self.sources)],
                                 self.patience).strip()] += 1
            except OSError as failure:
                self.failures[type(failure).__name__] += 1
                self.troubles.append((began, type(failure).__name__))
            turn += 1
            time.sleep(max(0.0, self.pace - (time.monotonic() - started)))

    def await_answers(self, count, seconds, server=None):
        """Waits for `count` more answers, from any server or from one."""
        def total():
            return self.answers[server] if server else self.answers.total()
        wanted = total() + count
        until(f"{count} more answers from {server or 'the service'}", lambda: total() >= wanted, seconds)

    def story(self):
        """The counts so far in words."""
        by_server = ", ".join(f"{count} by {name}" for name, count in sorted(self.answers.items()))
        return f"{self.answers.total()} answered ({by_server}), {self.failures.total()} failed"


class Download:
    """A connection that stands for long: a file read slowly, a piece every `pace` seconds, to its end."""

    SIZE = 3_000_000

    def __init__(self, client_host, address, port, path, pace=0.05, piece=4096):
        self.stream = connect(client_host, address, port, seconds=60)
        self.stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.stream.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        self.pace, self.piece = pace, piece
        self.received = 0
        self.failure = None
        self.hurry = threading.Event()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        """The reading thread."""
        try:
            while part := self.stream.recv(self.piece):
                self.received += len(part)
                self.hurry.wait(self.pace)
        except OSError as failure:
            self.failure = failure
        finally:
            self.stream.close()

    def finish(self, seconds):
        """Reads the rest at full speed; the file has to have arrived whole, over the one connection."""
        before = self.received
        expect(self.failure is None and self.thread.is_alive(),
               f"the connection ended early, after {before} bytes: {self.failure}")
        self.piece = 65536
        self.hurry.set()
        self.thread.join(seconds)
        expect(self.failure is None and not self.thread.is_alive() and self.received > self.SIZE,
               f"the download did not finish: {before} bytes before, {self.received} now, {self.failure}")

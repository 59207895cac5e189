"""What a director has to do beside its virtual routers: real servers to check, scrapes to answer, reloads."""

import socket
import threading
import time

from lan import INTERFACE
from measure import compiled

NETWORK = "10.7.0.0/16"  # every address of it is the one host of RealServers
SCRAPE = ("127.0.0.1", 9166)


class RealServers:
    """A host that has every address of `NETWORK`: port 80 accepts, any other port refuses."""

    def __init__(self, site, directors):
        self.host = site.host("reals", "192.0.2.50/24")
        self.host.ip(f"route add local {NETWORK} dev lo")
        self.host.sysctl("net.ipv4.tcp_max_syn_backlog", 65535)
        self.host.sysctl("net.core.somaxconn", 65535)
        for director in directors:
            director.ip(f"route add {NETWORK} via 192.0.2.50 dev {INTERFACE}")
            director.sysctl("net.ipv4.ip_local_port_range", "1024 65000")
            director.sysctl("net.ipv4.tcp_tw_reuse", 1)
        self.process = site.start("reals", self.host, compiled("accept", site.directory), "80")


def target(number, dead):
    """Address and port of a real server; a dead one refuses the connection."""
    return f"10.7.{number >> 8}.{number & 255}", 81 if dead else 80


def checked_servers(count, dead, each=100, delay=1):
    """keepalived.conf text of virtual servers with `count` real servers, each checked every `delay` seconds; the
    first `dead` of each ten is dead."""
    text = []
    for number in range(count):
        if number % each == 0:
            text.append(f"{'}' if number else ''}\nvirtual_server 192.0.2.200 {1000 + number // each} {{\n"
                        f"  delay_loop {delay}\n  lb_algo rr\n  lb_kind NAT\n  protocol TCP\n")
        address, port = target(number, number % 10 < dead)
        text.append(f"  real_server {address} {port} {{\n    weight 1\n"
                    "    TCP_CHECK {\n      connect_timeout 1\n      retry 0\n    }\n  }\n")
    return "".join(text) + "}\n"


class Repeated:
    """Calls an action every few seconds on a thread of its own, and counts how often it succeeded."""

    def __init__(self, site, action, every=5):
        self.done = self.failed = 0
        self.action, self.every = action, every
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        site.closing.append(self.end)

    def run(self):
        """The thread."""
        due = time.monotonic()
        while not self.ended.wait(max(0, due - time.monotonic())):
            due += self.every
            try:
                succeeded = self.action()
            except OSError:
                succeeded = False
            self.done, self.failed = self.done + succeeded, self.failed + (not succeeded)

    def end(self):
        """Ends the thread."""
        self.ended.set()
        self.thread.join(10)

    def words(self, what, missing):
        """`12 scrapes`, `12 scrapes, 1 failed`, or why there was none."""
        if not self.done:
            return f"{what}: none, {missing}"
        return f"{what}: {self.done}" + (f", {self.failed} failed" if self.failed else "")


def scrape(host):
    """Reads /metrics of the director on a host; whether it answered 200."""
    client = host.socket(socket.AF_INET, socket.SOCK_STREAM)
    with client:
        client.settimeout(4)
        client.connect(SCRAPE)
        client.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        while part := client.recv(1 << 16):
            answer += part
    return answer.startswith(b"HTTP/1.1 200")


def connections_opened(host):
    """TCP connections that a host's kernel has begun to open: `ActiveOpens` of /proc/net/snmp."""
    with host.inside():
        with open("/proc/thread-self/net/snmp", encoding="ascii") as text:
            names, values = [line.split()[1:] for line in text if line.startswith("Tcp:")]
    return int(values[names.index("ActiveOpens")])

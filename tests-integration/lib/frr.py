"""FRR's vrrpd as a peer: zebra and vrrpd of one host, with the macvlans that vrrpd wants to find."""

import os
import shutil
import signal
import tempfile
from dataclasses import dataclass

from lan import INTERFACE
from waiting import until

DAEMONS = "/usr/lib/frr"
USER = "frr"  # vrrpd does not run as anyone who is not in the group frrvty


@dataclass(frozen=True)
class FrrRouter:
    """A virtual router of one family; `interval` in seconds."""

    vrid: int
    version: int
    priority: int
    interval: float
    vips: tuple

    @property
    def ipv6(self):
        """Whether it is of IPv6."""
        return ":" in self.vips[0]

    def text(self, preempts):
        """Its lines of frr.conf."""
        words = [f"version {self.version}", f"priority {self.priority}",
                 f"advertisement-interval {round(self.interval * 1000)}",
                 *(f"{'ipv6' if self.ipv6 else 'ip'} {vip}" for vip in self.vips)]
        return "".join(f" vrrp {self.vrid} {word}\n" for word in words) + (
            "" if preempts else f" no vrrp {self.vrid} preempt\n")

    def macvlan(self, host):
        """Makes the interface that vrrpd looks for: it knows it by its Ethernet address and takes it up and down."""
        name, family = f"vrrp{6 if self.ipv6 else 4}-{self.vrid}", 2 if self.ipv6 else 1
        host.ip(f"link add {name} link {INTERFACE} type macvlan mode bridge")
        host.ip(f"link set {name} address 00:00:5e:00:{family:02x}:{self.vrid:02x}")
        for vip in self.vips:
            host.ip(f"address add {vip}/{64 if self.ipv6 else 24} dev {name}{' nodad' if self.ipv6 else ''}")
        host.ip(f"link set {name} up")


class Frr:
    """The virtual routers of FRR on a host."""

    program = "frr"

    def __init__(self, site, host, routers, preempts=True):
        self.site = site
        self.host = host
        self.name = f"{host.label}-frr"
        self.routers = routers
        self.directory = tempfile.mkdtemp(prefix="lvsd-frr-")  # the site's own is closed to the user frr
        site.closing.append(lambda: shutil.rmtree(self.directory, ignore_errors=True))
        self.config = os.path.join(self.directory, "frr.conf")
        self.configure(preempts)
        shutil.chown(self.directory, USER, USER)
        self.processes = []
        for router in routers:
            router.macvlan(host)

    def configure(self, preempts):
        """Writes the configuration, which counts from the next start."""
        with open(self.config, "w", encoding="utf-8") as output:
            output.write(f"interface {INTERFACE}\n" + "".join(router.text(preempts) for router in self.routers))
        shutil.chown(self.config, USER, USER)

    def start(self):
        """Starts zebra, then vrrpd."""
        for name in ("zserv.api", "vrrpd.pid"):  # of one that was killed
            if os.path.exists(path := os.path.join(self.directory, name)):
                os.unlink(path)
        self.processes = [self.daemon("zebra")]
        until("zebra listens", lambda: os.path.exists(f"{self.directory}/zserv.api"), 10)
        self.processes.append(self.daemon("vrrpd"))
        return self

    def daemon(self, name):
        """One daemon with all of its files in its directory."""
        return self.site.start(
            f"{self.name}-{name}", self.host, f"{DAEMONS}/{name}", "-f", self.config, "-u", USER, "-g", USER,
            "-z", f"{self.directory}/zserv.api", "-i", f"{self.directory}/{name}.pid",
            "--vty_socket", self.directory, "-A", "127.0.0.1", "-P", "0", "--log", "stdout")

    def await_ready(self, seconds):
        """Waits until vrrpd runs."""
        until(f"{self.name} runs", lambda: os.path.exists(f"{self.directory}/vrrpd.pid"), seconds)
        return self

    def stop(self):
        """SIGTERM to both, vrrpd first."""
        for process in reversed(self.processes):
            process.signal(signal.SIGTERM)
            process.exit_status(20)

    def crash(self):
        """SIGKILL to both, vrrpd first."""
        for process in reversed(self.processes):
            process.kill()

"""FRR's vrrpd as a peer: zebra and vrrpd of one host, with the macvlan that vrrpd wants to find."""

import os
import shutil
import signal
import tempfile

from lan import INTERFACE
from waiting import until

DAEMONS = "/usr/lib/frr"
VRID = 51
USER = "frr"  # vrrpd does not run as anyone who is not in the group frrvty


def configuration(version, priority, interval, vip):
    """frr.conf text of a virtual router; `interval` in seconds."""
    return (f"interface {INTERFACE}\n vrrp {VRID} version {version}\n vrrp {VRID} priority {priority}\n"
            f" vrrp {VRID} advertisement-interval {round(interval * 1000)}\n vrrp {VRID} ip {vip}\n")


class Frr:
    """A virtual router of FRR on a host."""

    program = "frr"

    def __init__(self, site, host, text, vip):
        self.site = site
        self.host = host
        self.name = f"{host.label}-frr"
        self.directory = tempfile.mkdtemp(prefix="lvsd-frr-")  # the site's own is closed to the user frr
        site.closing.append(lambda: shutil.rmtree(self.directory, ignore_errors=True))
        self.config = os.path.join(self.directory, "frr.conf")
        with open(self.config, "w", encoding="utf-8") as output:
            output.write(text)
        for path in (self.directory, self.config):
            shutil.chown(path, USER, USER)
        self.processes = []
        host.ip(f"link add vrrp4 link {INTERFACE} type macvlan mode bridge")
        host.ip(f"link set vrrp4 address 00:00:5e:00:01:{VRID:02x}")
        host.ip(f"address add {vip}/24 dev vrrp4")
        host.ip("link set vrrp4 up")

    def start(self):
        """Starts zebra, then vrrpd."""
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

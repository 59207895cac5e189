"""A site: one Ethernet segment, a bridge in a namespace of its own, with hosts on its ports.

All that a site consists of stands in namespaces, so that removing these leaves nothing behind.
"""

import os
from contextlib import contextmanager

from namespace import Namespace, run
from process import Process

INTERFACE = "ens192"  # the name that seed 001 has for it
DISABLED, FORWARDING = 0, 3  # <linux/if_bridge.h>, BR_STATE_*


@contextmanager
def whole(site):
    """Enters a site, and cleans up behind it even where entering fails."""
    try:
        yield site.__enter__()
    finally:
        site.__exit__()


class Host(Namespace):
    """A host with one interface to the segment, whose other end is `port` on the bridge."""

    def __init__(self, site, label, addresses):
        super().__init__(f"{site.prefix}-{label}")
        site.closing.append(self.remove)
        self.site = site
        self.label = label
        self.port = label
        self.address = addresses[0].split("/")[0]
        self.sysctl("net.ipv6.conf.default.accept_dad", 0)
        site.switch.ip(f"link add name {self.port} type veth peer name {INTERFACE} netns {self.name}")
        site.switch.ip(f"link set dev {self.port} master br0 up")
        for address in addresses:
            self.add_address(address)
        self.ip(f"link set {INTERFACE} up")

    def add_port(self, port, interface, address):
        """Gives the host one more interface to the segment."""
        self.site.switch.ip(f"link add name {port} type veth peer name {interface} netns {self.name}")
        self.site.switch.ip(f"link set dev {port} master br0 up")
        self.ip(f"address add {address} dev {interface}")
        self.ip(f"link set {interface} up")

    def add_address(self, address):
        """Puts an address with prefix length on the interface."""
        nodad = " nodad" if ":" in address else ""
        self.ip(f"address add {address} dev {INTERFACE}{nodad}")

    def partition(self):
        """Cuts the host off without taking its carrier away: its port drops every frame."""
        self.site.port_state(self.port, DISABLED)

    def heal(self):
        """Ends the partition."""
        self.site.port_state(self.port, FORWARDING)

    def unplug(self):
        """Takes the carrier away."""
        self.site.switch.ip(f"link set dev {self.port} down")

    def plug(self):
        """Gives the carrier back."""
        self.site.switch.ip(f"link set dev {self.port} up")

    def holds(self, address):
        """Whether an address (without prefix length) stands on the interface."""
        return any(held.split("/")[0] == address for held in self.addresses(INTERFACE))

    def has(self, address):
        """Whether an address (without prefix length) stands on any of its interfaces."""
        return f" {address}/" in self.ip("-o address show")

    def mac(self):
        """The interface's Ethernet address, six bytes."""
        with self.inside():
            text = run("ip", "-o", "link", "show", "dev", INTERFACE)
        return bytes.fromhex(text.split("link/ether ")[1].split()[0].replace(":", ""))


class Site:
    """The segment, its hosts and everything that runs on them.

    A context manager; its end removes all of it. `whole(site)` also does where the beginning failed half-way.
    """

    def __init__(self, directory, tag=""):
        os.makedirs(directory, exist_ok=True)
        self.directory = directory
        self.prefix = f"lvsd{os.getpid()}{tag}"
        self.switch = None
        self.hosts = []
        self.closing = []

    def __enter__(self):
        self.switch = Namespace(f"{self.prefix}-switch")
        self.closing.append(self.switch.remove)
        self.switch.ip("link add br0 type bridge forward_delay 0 mcast_snooping 0")
        self.switch.ip("link set br0 up")
        return self

    def __exit__(self, *_):
        while self.closing:
            self.closing.pop()()

    def host(self, label, *addresses):
        """Adds a host; addresses come with their prefix length."""
        host = Host(self, label, addresses)
        self.hosts.append(host)
        return host

    def dual_host(self, label, number):
        """Adds a host with an address of each family that ends in a number."""
        host = self.host(label, f"192.0.2.{number}/24")
        host.ip(f"-6 address flush dev {INTERFACE}")
        host.add_address(f"fe80::{number}/64")
        return host

    def start(self, name, host, *argv, env=None):
        """Starts a program on a host; it ends with the site at the latest."""
        process = Process(name, host.command(*argv), self.file(f"{name}.log"), env)
        self.closing.append(process.end)
        return process

    def file(self, name):
        """The path of a file of this site."""
        return os.path.join(self.directory, name)

    def write(self, name, text):
        """Writes a file of this site, readable by root only, and returns its path."""
        path = self.file(name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as output:
            output.write(text)
        return path

    def port_state(self, port, state):
        """Sets the state of a bridge port."""
        run("bridge", "-n", self.switch.name, "link", "set", "dev", port, "state", str(state))

"""What a thousand virtual routers cost: 1,000 instances over several interfaces, version 3, an advert each 100 ms.

keepalived and lvsd in turn, each a pair. The master only sends and the backup only hears, so that processor time per
advert is that of the master for one sent and that of the backup for one received. Lateness is what the gap between
two adverts of one virtual router exceeds the interval by, at the master's switch port, by the kernel's clock.
"""

import argparse
import ctypes
import socket
import struct
import sys
import time
from dataclasses import dataclass

from director import PROGRAMS, Keepalived, instance
from lan import Site, whole
from measure import bench_directory, goal, percentile, print_conditions, processor_seconds
from waiting import until
from wire import ETH_P_ALL, SO_ATTACH_FILTER, SO_RCVBUFFORCE, SO_TIMESTAMPNS, read_frame

INTERVAL = 0.1
INTERFACES = 4
GOAL = 1.0  # lvsd's processor time for an advert beside keepalived's
WATCHED = 1  # the VRID whose adverts are timed


@dataclass(frozen=True)
class Cost:
    """Processor seconds of an advert sent and of one received, and the sorted latenesses in seconds."""

    sent: float
    received: float
    lateness: list


class Crowd(Site):
    """A pair with many virtual routers on several segments."""

    def __init__(self, directory, program, count):
        super().__init__(directory, f"-{program}")
        self.program = program
        self.each = count // INTERFACES

    def __enter__(self):
        super().__enter__()
        self.nodes = {}
        for last, (name, priority) in enumerate({"master": 100, "backup": 90}.items(), 11):
            host = self.host(name, f"192.0.2.{last}/24")
            for number in range(INTERFACES):
                self.attach(host, number, last)
            how = {} if PROGRAMS[self.program] is Keepalived else {"table": "memory"}
            self.nodes[name] = PROGRAMS[self.program](self, host, self.text(priority), **how)
        self.watch = self.watcher()
        for node in self.nodes.values():
            node.start().await_ready(120)
        until("the master holds the last address and the backup does not", self.settled, 60)
        return self

    def attach(self, host, number, last):
        """An interface of the host on a segment of its own."""
        if number not in getattr(self, "segments", set()):
            self.segments = getattr(self, "segments", set()) | {number}
            self.switch.ip(f"link add seg{number} type bridge forward_delay 0 mcast_snooping 0")
            self.switch.ip(f"link set seg{number} up")
        port = f"{host.label}{number}"
        self.switch.ip(f"link add name {port} type veth peer name seg{number} netns {host.name}")
        self.switch.ip(f"link set dev {port} master seg{number} up")
        host.ip(f"address add 198.18.{number}.{last}/24 dev seg{number}")
        host.ip(f"link set seg{number} up")

    def text(self, priority):
        """The configuration of all virtual routers."""
        return "".join(
            instance(priority, None, 3, INTERVAL, self.address(number, vrid), vrid, f"seg{number}")
            .replace("VI_1", f"VI_{number}_{vrid}").replace("state MASTER", "state BACKUP")
            for number in range(INTERFACES) for vrid in range(1, self.each + 1))

    def address(self, number, vrid):
        """The virtual address of one of them."""
        return f"10.{number}.{vrid}.1"

    def settled(self):
        """Whether all are in their places."""
        held = [self.held(name) for name in ("master", "backup")]
        if held != [INTERFACES * self.each, 0]:
            raise ValueError(f"held: {held}")
        return True

    def held(self, name):
        """How many virtual addresses a node has."""
        text = self.nodes[name].host.ip("-4 -o address show")
        return sum(" 10." in line for line in text.splitlines())

    def watcher(self):
        """A socket that hears one virtual router at the master's port."""
        steps = ((0x28, 0, 0, 12), (0x15, 0, 5, 0x0800), (0x30, 0, 0, 23), (0x15, 0, 3, 112),
                 (0x30, 0, 0, 35), (0x15, 0, 1, WATCHED), (0x06, 0, 0, 0x40000), (0x06, 0, 0, 0))
        program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
        sock = self.switch.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self.closing.append(sock.close)
        sock.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(steps), ctypes.addressof(program)))
        sock.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 16 << 20)
        sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        sock.setblocking(False)
        with self.switch.inside():
            sock.bind(("master0", ETH_P_ALL))
        return sock

    def times(self):
        """When the watched virtual router sent what waits in the socket."""
        times = []
        while True:
            try:
                data, controls, _, address = self.watch.recvmsg(2048, 64)
            except BlockingIOError:
                return times
            times.append(read_frame(data, controls, address).time)

    def cost(self, seconds):
        """Lets them run and measures."""
        self.times()
        pids = {name: node.process.pid for name, node in self.nodes.items()}
        before = {name: sum(processor_seconds(pid)) for name, pid in pids.items()}
        began = time.monotonic()
        time.sleep(seconds)
        adverts = INTERFACES * self.each * (time.monotonic() - began) / INTERVAL
        spent = {name: sum(processor_seconds(pid)) - before[name] for name, pid in pids.items()}
        self.settled()
        return Cost(spent["master"] / adverts, spent["backup"] / adverts, lateness(self.times()))


def lateness(times):
    """How much later than an interval after the one before each came, sorted, in seconds; 0 where it was early."""
    return sorted(max(0.0, at - before - INTERVAL) for before, at in zip(times, times[1:]))


def compare(names, count, seconds, directory):
    """Measures and prints."""
    print(f"{count} instances on {INTERFACES} interfaces, {INTERVAL * 1000:g} ms adverts, {seconds:g} s each")
    print(f"{'':12} {'us/sent':>8} {'us/received':>12} {'late p50':>9} {'p99':>8} {'max':>8} ms", flush=True)
    seen = {}
    for name in names:
        with whole(Crowd(f"{directory}/{name}", name, count)) as crowd:
            time.sleep(10)  # second bursts of gratuitous ARP are over, and code is compiled
            seen[name] = one = crowd.cost(seconds)
        late = [1000 * value for value in (percentile(one.lateness, 0.5), percentile(one.lateness, 0.99),
                                           one.lateness[-1])]
        print(f"{name:12} {1e6 * one.sent:8.1f} {1e6 * one.received:12.1f} {late[0]:9.2f} {late[1]:8.2f} "
              f"{late[2]:8.2f}", flush=True)
    if set(seen) == set(PROGRAMS):
        for what in ("sent", "received"):
            ratio = getattr(seen["lvsd"], what) / max(1e-9, getattr(seen["keepalived"], what))
            print(goal(f"lvsd / keepalived, processor time of an advert {what}", f"{ratio:.2f}", f"at most {GOAL}",
                       ratio <= GOAL))


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench instances", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="for each contestant (30)")
    parser.add_argument("--count", type=int, default=1000, help="instances (1000, at most 255 on an interface)")
    parser.add_argument("--only", action="append", choices=PROGRAMS, help="only this contestant; may be repeated")
    options = parser.parse_args()
    with bench_directory() as directory:
        print_conditions()
        compare(options.only or ["keepalived", "lvsd"], options.count, options.seconds, directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())

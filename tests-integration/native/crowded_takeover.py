"""200 addresses, of one virtual router or of as many, are taken over again and again, while another virtual router
sends an advert each 10 ms."""

import statistics
import time

from director import PROGRAMS, Keepalived, Lvsd, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, until
from wire import Wire

CROWDED = "ens224"  # the interface of the virtual router with many addresses
ADDRESSES = [f"10.7.{number}.1" for number in range(200)]
INTERVAL = 0.01
TAKEOVERS = 10
BEFORE, AFTER = 0.02, 0.3  # seconds around the first announcement in which a takeover makes work
FREE = 0.002  # seconds that a machine may be late by itself
MANY = 0.04  # seconds for 200 virtual routers at once, also on a busy machine; work for each pair of them takes 0.09


class Stage(Site):
    """A director on two segments: one that listens to its adverts, one that is taken away and given back."""

    def __enter__(self):
        super().__enter__()
        self.wire = Wire(self)
        return self

    def director(self, program, last, crowd):
        """A director of a virtual router and of a crowd, master of all."""
        host = self.host(program, f"192.0.2.{last}/24")
        host.crowded = f"{program}2"
        self.switch.ip(f"link add name {host.crowded} type veth peer name {CROWDED} netns {host.name}")
        self.switch.ip(f"link set dev {host.crowded} up")
        host.ip(f"address add 198.18.0.{last}/24 dev {CROWDED}")
        host.ip(f"link set {CROWDED} up")
        text = instance(100, None, 3, INTERVAL, "192.0.2.100", vrid=last) + crowd
        kind = PROGRAMS[program]
        director = kind(self, host, text.replace("state MASTER", "state BACKUP"),
                        **({"table": "memory"} if kind is Lvsd else {}))
        director.start().await_ready(30)
        until("it is master of all", lambda: director.holds("192.0.2.100") and held(director) == 200, 20)
        return director

    def takeover(self, director, before=BEFORE):
        """Takes the interface away and gives it back; the most that an advert of the other one was late, in seconds."""
        port = director.host.crowded
        self.switch.ip(f"link set dev {port} down")
        until("the addresses are gone", lambda: held(director) == 0, 10)
        began = self.wire.frames[-1].time
        self.switch.ip(f"link set dev {port} up")
        until("the addresses are back", lambda: held(director) == 200, 10)
        announced = until("they are announced", lambda: self.wire.announcements(port, ADDRESSES[0], began), 5)[0].time
        until("what came behind is recorded", lambda: self.wire.frames[-1].time > announced + AFTER, 5)
        times = [frame.time for frame in self.wire.adverts(director.host.label, announced - before - INTERVAL)
                 if frame.time < announced + AFTER]
        return max(next_one - one for one, next_one in zip(times, times[1:])) - INTERVAL


def one_with_all():
    """The text of a virtual router that has all addresses of the crowd."""
    lines = "".join(f"        {address}/32\n" for address in ADDRESSES[1:])
    return instance(100, None, 3, 0.05, ADDRESSES[0], interface=CROWDED,
                    extra=f"    virtual_ipaddress_excluded {{\n{lines}    }}\n").replace("VI_1", "VI_2")


def one_for_each():
    """The text of as many virtual routers, each with one address."""
    return "".join(
        instance(100, None, 3, 0.1, address, vrid=number, interface=CROWDED).replace("VI_1", f"VI_{number}_crowd")
        for number, address in enumerate(ADDRESSES, 1))


def held(director):
    """How many addresses of the crowd stand on its interface."""
    return sum(address.startswith("10.7.") for address in director.host.addresses(CROWDED))


@scenario(only="lvsd")
def takeover_with_200_addresses_delays_no_advert(stage):
    """In the middle of ten takeovers each, beside keepalived; single ones are late on a busy machine."""
    late = {}
    for last, program in enumerate((Keepalived.program, Lvsd.program), 11):
        director = stage.director(program, last, one_with_all())
        late[program] = statistics.median(stage.takeover(director) for _ in range(TAKEOVERS))
        director.stop()
    said = ", ".join(f"{program} {1000 * seconds:.2f} ms" for program, seconds in late.items())
    print(f"an advert is late by, in the middle of {TAKEOVERS} takeovers with 200 addresses: {said}")
    expect(late["lvsd"] <= max(late["keepalived"], FREE), said)
    expect(late["lvsd"] < INTERVAL / 2, f"{said}; {INTERFACE} was late by more than half an interval")


@scenario(only="lvsd")
def interface_of_200_routers_that_comes_back_delays_no_advert(stage):
    """Neither when it is there again, nor when all of them take over."""
    director = stage.director(Lvsd.program, 11, one_for_each())
    late = statistics.median(stage.takeover(director, before=1) for _ in range(3))
    said = f"an advert is late by {1000 * late:.2f} ms when 200 virtual routers come back"
    print(said)
    expect(late < MANY, said)
    began = time.monotonic()
    director.stop()
    said = f"the stop of 200 masters took {time.monotonic() - began:.2f} s"
    print(said)
    expect("did not end" not in director.log(), said)

"""A virtual router with 200 addresses takes over again and again, while another one sends an advert each 10 ms."""

import statistics

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


class Stage(Site):
    """A director on two segments: one that listens to its adverts, one that is taken away and given back."""

    def __enter__(self):
        super().__enter__()
        self.wire = Wire(self)
        return self

    def director(self, program, last):
        """A director of both virtual routers, master of both."""
        host = self.host(program, f"192.0.2.{last}/24")
        host.crowded = f"{program}2"
        self.switch.ip(f"link add name {host.crowded} type veth peer name {CROWDED} netns {host.name}")
        self.switch.ip(f"link set dev {host.crowded} up")
        host.ip(f"address add 198.18.0.{last}/24 dev {CROWDED}")
        host.ip(f"link set {CROWDED} up")
        lines = "".join(f"        {address}/32\n" for address in ADDRESSES[1:])
        text = instance(100, None, 3, INTERVAL, "192.0.2.100", vrid=last) + instance(
            100, None, 3, 0.05, ADDRESSES[0], interface=CROWDED,
            extra=f"    virtual_ipaddress_excluded {{\n{lines}    }}\n").replace("VI_1", "VI_2")
        kind = PROGRAMS[program]
        director = kind(self, host, text.replace("state MASTER", "state BACKUP"),
                        **({"table": "memory"} if kind is Lvsd else {}))
        director.start().await_ready(30)
        until("it is master of both", lambda: director.holds("192.0.2.100") and held(director) == 200, 20)
        return director

    def takeover(self, director):
        """Takes the interface away and gives it back; the most that an advert of the other one was late, in seconds."""
        port = director.host.crowded
        self.switch.ip(f"link set dev {port} down")
        until("the addresses are gone", lambda: held(director) == 0, 10)
        began = self.wire.frames[-1].time
        self.switch.ip(f"link set dev {port} up")
        until("the addresses are back", lambda: held(director) == 200, 10)
        announced = until("they are announced", lambda: self.wire.announcements(port, ADDRESSES[0], began), 5)[0].time
        until("what came behind is recorded", lambda: self.wire.frames[-1].time > announced + AFTER, 5)
        times = [frame.time for frame in self.wire.adverts(director.host.label, announced - BEFORE - INTERVAL)
                 if frame.time < announced + AFTER]
        return max(next_one - one for one, next_one in zip(times, times[1:])) - INTERVAL


def held(director):
    """How many addresses of the crowd stand on its interface."""
    return sum(address.startswith("10.7.") for address in director.host.addresses(CROWDED))


@scenario(only="lvsd")
def takeover_with_200_addresses_delays_no_advert(stage):
    """In the middle of ten takeovers each, beside keepalived; single ones are late on a busy machine."""
    late = {}
    for last, program in enumerate((Keepalived.program, Lvsd.program), 11):
        director = stage.director(program, last)
        late[program] = statistics.median(stage.takeover(director) for _ in range(TAKEOVERS))
        director.stop()
    said = ", ".join(f"{program} {1000 * seconds:.2f} ms" for program, seconds in late.items())
    print(f"an advert is late by, in the middle of {TAKEOVERS} takeovers with 200 addresses: {said}")
    expect(late["lvsd"] <= max(late["keepalived"], FREE), said)
    expect(late["lvsd"] < INTERVAL / 2, f"{said}; {INTERFACE} was late by more than half an interval")

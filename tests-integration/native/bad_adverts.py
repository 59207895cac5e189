"""Two directors and a stranger who floods them with adverts that must be refused.

keepalived falls silent here (run it with --director keepalived to see that): each packet for its VRID, refused
or not, starts its advert timer anew.
"""

import time
from dataclasses import dataclass

import advert
from attack import PRIORITIES, Attack, bad_adverts
from director import Keepalived, Lvsd, instance, program_under_test
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_between, until
from wire import Injector, Wire

VIP, VIP6 = "192.0.2.100", "fe80::100"
SOURCES = ("192.0.2.99", "192.0.2.11", "192.0.2.12")
SOURCES6 = ("fe80::99", "fe80::11", "fe80::12")
SECONDS = 30
SLACK = 0.3  # seconds that a busy machine may add to a timer


@dataclass(frozen=True)
class Case:
    """A version, how many bad adverts come in a second, how the right ones are authenticated, and the families: two
    are a sync group."""

    version: int
    rate: int
    authentication: str = ""
    families: tuple = (4,)


CASES = {f"v{version}_{rate}_a_second": Case(version, rate) for version in (2, 3) for rate in (2, 1000)} | {
    f"{name}_{rate}_a_second": Case(3, rate, "", families)
    for name, families, rates in (("ipv6", (6,), (2, 1000)), ("sync_group", (4, 6), (1000,))) for rate in rates}
SIGNED = {f"{name}_{rate}_a_second": Case(version, rate, name)
          for name, version in (("header", 2), ("hmac", 3)) for rate in (2, 1000)}


class Stage(Site):
    """A master, a backup, and a host that attacks."""

    def __enter__(self):
        super().__enter__()
        self.master_host, self.backup_host, stranger = (
            self.dual_host(name, number) for name, number in (("master", 11), ("backup", 12), ("stranger", 99)))
        self.injector = Injector(self, stranger, INTERFACE)
        self.wire = Wire(self)
        return self

    def deploy(self, case):
        """Starts the pair, 1 s between adverts; one of its right adverts of each family."""
        program = Keepalived if program_under_test() == "keepalived" else Lvsd
        how = {} if program is Keepalived else {"table": "memory"}
        self.master = program(self, self.master_host, text(100, case), **how)
        self.backup = program(self, self.backup_host, text(90, case), **how)
        for node in (self.master, self.backup):
            node.start().await_ready(20)
        vips = [VIP6 if family == 6 else VIP for family in case.families]
        until("the master alone holds the VIPs", lambda: all(
            self.master.holds(vip) and not self.backup.holds(vip) for vip in vips), 15)
        since = time.time()
        return [until(f"an advert over IPv{family}",
                      lambda family=family: self.adverts("master", family, since), 5)[0] for family in case.families]

    def adverts(self, port, family, since=0.0, **how):
        """The adverts of a family that a host sent or was delivered; the stranger's come from another port."""
        return [frame for frame in self.wire.adverts(port, since, **how)
                if (":" in frame.advert.source) == (family == 6)]


def text(priority, case):
    """The configuration of a node."""
    group = "vrrp_sync_group VG {\n    group {\n        VI_4\n        VI_6\n    }\n}\n"
    return (group if len(case.families) > 1 else "") + "".join(
        virtual_router(priority, case.version, case.authentication, VIP6 if family == 6 else VIP).replace(
            "VI_1", f"VI_{family}") for family in case.families)


def virtual_router(priority, version, authentication, vip):
    """One virtual router."""
    plain = instance(priority, None, version, 1, vip)
    if authentication == "header":
        return plain.replace("auth_type PASS", "auth_type AH")
    if authentication == "hmac":
        key = "".join(f"{byte:02x}" for byte in range(32))
        return plain.replace("    virtual_ipaddress", f"    auth_hmac {{\n        key 1 hex:{key}\n    }}\n"
                             "    virtual_ipaddress")
    return plain


@scenario(limit=150, cases=CASES)
def bad_adverts_change_neither_rhythm_nor_roles(stage, case):
    """30 s of every kind of bad advert; then, with the attack still on, the master is cut off."""
    frames = stage.deploy(case)
    attack_and_cut_off(stage, case, [
        bad_adverts(frame.advert, SOURCES6 if family == 6 else SOURCES)
        for family, frame in zip(case.families, frames)])


@scenario(limit=150, cases=SIGNED, only="lvsd")
def unsigned_forged_and_repeated_adverts_change_neither_rhythm_nor_roles(stage, case):
    """The same where adverts are signed: unsigned ones, changed ones, and right ones once more."""
    frame, = stage.deploy(case)
    kinds = bad_adverts(frame.advert.with_(password=b""), SOURCES)
    kinds |= {"right but for the signature": [
        frame.advert.with_(priority=priority, source=source, password=b"").packet()
        for priority in PRIORITIES for source in SOURCES]}
    kinds |= {"changed": [changed(frame.packet, at) for at in (-1, -20, 12, 22)], "repeated": [frame.packet]}
    attack_and_cut_off(stage, case, [kinds])


def changed(packet, at):
    """A packet with one byte changed."""
    spoiled = bytearray(packet)
    spoiled[at] ^= 1
    return bytes(spoiled)


def attack_and_cut_off(stage, case, floods):
    """Floods the pair, and then lets the backup take over while the flood goes on. A flood has kinds of a family."""
    kinds = [packets for flood in floods for packets in flood.values()]
    packets = [packet for column in zip(*spread(kinds)) for packet in column]
    before = refused(stage.backup)
    since = time.time()
    with Attack(stage.injector, packets, case.rate) as attack:
        time.sleep(SECONDS)
        for family in case.families:
            expect_unbroken_rhythm(stage, family, since)
            expect(not stage.adverts("backup", family, since, priority=90),
                   "the backup sent adverts while the master was there")
        expect(not stage.backup.holds(VIP) and not stage.backup.holds(VIP6), "the backup holds a VIP")
        expect_takeover(stage, case, set(packets))
        expect(attack.sent >= case.rate * SECONDS * 0.8, f"only {attack.sent} bad adverts were sent")
    expect_counted(stage.backup, before, attack.sent)


def spread(kinds):
    """The kinds' packets as columns of equal length, so that each kind comes as often as any other."""
    longest = max(len(packets) for packets in kinds)
    return [(packets * longest)[:longest] for packets in kinds]


def expect_unbroken_rhythm(stage, family, since):
    """One advert a second from the master, all along."""
    times = [frame.time for frame in stage.adverts("master", family, since - 1.5, priority=100)]
    expect(len(times) >= SECONDS, f"the master sent {len(times)} adverts over IPv{family} in {SECONDS} s of attack")
    for before, after in zip(times, times[1:]):
        expect_between("seconds between two of the master's adverts", 1 - SLACK, after - before, 1 + SLACK)


def expect_takeover(stage, case, forged):
    """The master is cut off: the backup takes over in its master down interval; a group in that of its last member."""
    stage.master_host.partition()
    cut, silences = time.time() - 0.5, []
    for family in case.families:
        first = until("the backup takes over",
                      lambda family=family: stage.adverts("backup", family, cut, priority=90), 10)[0]
        heard = [frame for frame in stage.adverts("backup", family, from_host=False, priority=100)
                 if frame.advert.source in ("192.0.2.11", "fe80::11") and frame.advert.ttl == 255
                 and frame.time < first.time and frame.packet not in forged]
        silences.append(first.time - heard[-1].time)
    bound = advert.master_down_interval(case.version, 90, 1)
    expect_between("seconds until the takeover", bound - 0.05, min(silences), bound + SLACK)
    expect_between("seconds until the takeover of the group", bound - 0.05, max(silences), bound + SLACK + (
        1 if len(silences) > 1 else 0))


def refused(director):
    """How many adverts the director says it has refused, all reasons together; None where it can't be asked."""
    if director.program != "lvsd":
        return None
    return sum(sum(one["counters"]["rejected"].values()) for one in director.get("/v1/vrrp")["vrrp_instance"])


def expect_counted(director, before, sent):
    """Nothing is dropped without a counter: every bad advert that reached the director's socket is in one."""
    if before is None:
        return
    counted = refused(director) - before
    expect(counted >= 0.5 * sent, f"{sent} bad adverts were sent, {counted} counted as rejected")

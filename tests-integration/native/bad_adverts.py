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

VIP = "192.0.2.100"
SOURCES = ("192.0.2.99", "192.0.2.11", "192.0.2.12")
SECONDS = 30
SLACK = 0.3  # seconds that a busy machine may add to a timer


@dataclass(frozen=True)
class Case:
    """A version, how many bad adverts come in a second, and how the right ones are authenticated."""

    version: int
    rate: int
    authentication: str = ""


CASES = {f"v{version}_{rate}_a_second": Case(version, rate) for version in (2, 3) for rate in (2, 1000)}
SIGNED = {f"{name}_{rate}_a_second": Case(version, rate, name)
          for name, version in (("header", 2), ("hmac", 3)) for rate in (2, 1000)}


class Stage(Site):
    """A master, a backup, and a host that attacks."""

    def __enter__(self):
        super().__enter__()
        self.master_host = self.host("master", "192.0.2.11/24")
        self.backup_host = self.host("backup", "192.0.2.12/24")
        self.injector = Injector(self, self.host("stranger", "192.0.2.99/24"), INTERFACE)
        self.wire = Wire(self)
        return self

    def deploy(self, version, authentication=""):
        """Starts the pair, 1 s between adverts; one of its right adverts."""
        program = Keepalived if program_under_test() == "keepalived" else Lvsd
        how = {} if program is Keepalived else {"table": "memory"}
        self.master = program(self, self.master_host, text(100, version, authentication), **how)
        self.backup = program(self, self.backup_host, text(90, version, authentication), **how)
        for node in (self.master, self.backup):
            node.start().await_ready(20)
        until("the master alone holds the VIP",
              lambda: self.master.holds(VIP) and not self.backup.holds(VIP), 15)
        return self.wire.await_advert("master", time.time(), 5)


def text(priority, version, authentication):
    """The configuration of a node."""
    plain = instance(priority, None, version, 1, VIP)
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
    kinds = bad_adverts(stage.deploy(case.version).advert, SOURCES)
    attack_and_cut_off(stage, case, kinds)


@scenario(limit=150, cases=SIGNED, only="lvsd")
def unsigned_forged_and_repeated_adverts_change_neither_rhythm_nor_roles(stage, case):
    """The same where adverts are signed: unsigned ones, changed ones, and right ones once more."""
    frame = stage.deploy(case.version, case.authentication)
    kinds = bad_adverts(frame.advert.with_(password=b""), SOURCES)
    kinds |= {"right but for the signature": [
        frame.advert.with_(priority=priority, source=source, password=b"").packet()
        for priority in PRIORITIES for source in SOURCES]}
    kinds |= {"changed": [changed(frame.packet, at) for at in (-1, -20, 12, 22)], "repeated": [frame.packet]}
    attack_and_cut_off(stage, case, kinds)


def changed(packet, at):
    """A packet with one byte changed."""
    spoiled = bytearray(packet)
    spoiled[at] ^= 1
    return bytes(spoiled)


def attack_and_cut_off(stage, case, kinds):
    """Floods the pair, and then lets the backup take over while the flood goes on."""
    packets = [packet for column in zip(*spread(kinds)) for packet in column]
    before = refused(stage.backup)
    since = time.time()
    with Attack(stage.injector, packets, case.rate) as attack:
        time.sleep(SECONDS)
        expect_unbroken_rhythm(stage, since)
        expect(not own_adverts(stage, "backup", since, 90), "the backup sent adverts while the master was there")
        expect(not stage.backup.holds(VIP), "the backup holds the VIP")
        expect_takeover(stage, case, set(packets))
        expect(attack.sent >= case.rate * SECONDS * 0.8, f"only {attack.sent} bad adverts were sent")
    expect_counted(stage.backup, before, attack.sent)


def spread(kinds):
    """The kinds' packets as columns of equal length, so that each kind comes as often as any other."""
    longest = max(len(packets) for packets in kinds.values())
    return [(packets * longest)[:longest] for packets in kinds.values()]


def own_adverts(stage, port, since, priority):
    """The adverts that a node sent, without what the stranger sent in its name (which comes from another port)."""
    return stage.wire.adverts(port, since, priority=priority)


def expect_unbroken_rhythm(stage, since):
    """One advert a second from the master, all along."""
    times = [frame.time for frame in own_adverts(stage, "master", since - 1.5, 100)]
    expect(len(times) >= SECONDS, f"the master sent {len(times)} adverts in {SECONDS} s of attack")
    for before, after in zip(times, times[1:]):
        expect_between("seconds between two of the master's adverts", 1 - SLACK, after - before, 1 + SLACK)


def expect_takeover(stage, case, forged):
    """The master is cut off: the backup takes over in its master down interval."""
    stage.master_host.partition()
    first = stage.wire.await_advert("backup", time.time() - 0.5, 10, 90)
    heard = [frame for frame in stage.wire.adverts("backup", from_host=False, priority=100)
             if frame.advert.source == "192.0.2.11" and frame.advert.ttl == 255 and frame.time < first.time
             and frame.packet not in forged]
    bound = advert.master_down_interval(case.version, 90, 1)
    expect_between("seconds until the takeover", bound - 0.05, first.time - heard[-1].time, bound + SLACK)


def refused(director):
    """How many adverts the director says it has refused, all reasons together; None where it can't be asked."""
    if director.program != "lvsd":
        return None
    return sum(director.get("/v1/vrrp")["vrrp_instance"][0]["counters"]["rejected"].values())


def expect_counted(director, before, sent):
    """Nothing is dropped without a counter: every bad advert that reached the director's socket is in one."""
    if before is None:
        return
    counted = refused(director) - before
    expect(counted >= 0.5 * sent, f"{sent} bad adverts were sent, {counted} counted as rejected")

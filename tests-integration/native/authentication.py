"""Adverts that are signed: `auth_type AH` beside Debian's keepalived, `auth_hmac` between two lvsd.

Debian's keepalived (2.2.7) does not speak `auth_hmac`: its bytes are computed here from the text of
draft-cassen-vrrp-auth-hmac.
"""

import hashlib
import hmac
import socket
import struct
import time
from dataclasses import dataclass

import advert
from director import Keepalived, Lvsd, instance, program_under_test
from lan import Site
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Wire

VIP = "192.0.2.100"
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
PRIORITIES = {"node1": 100, "node2": 90}
KEYS = {number: bytes(range(number, number + 32)) for number in (1, 2, 3)}
SLACK = 0.4  # seconds that a busy machine may add to a timer


@dataclass(frozen=True)
class Case:
    """A way to send, and which node is lvsd; the other is keepalived."""

    unicast: bool
    lvsd_node: str


CASES = {f"{'unicast' if unicast else 'multicast'}_lvsd_is_{'master' if node == 'node1' else 'backup'}":
         Case(unicast, node) for unicast in (False, True) for node in ADDRESSES}


class Stage(Site):
    """Two hosts and a wire that records."""

    def __enter__(self):
        super().__enter__()
        self.nodes = {}
        self.on = {name: self.host(name, f"{address}/24") for name, address in ADDRESSES.items()}
        self.wire = Wire(self)
        return self

    def await_only(self, node, seconds):
        """Waits until one node alone holds the VIP."""
        until(f"{node} alone holds {VIP}",
              lambda: [name for name, one in self.nodes.items() if one.holds(VIP)] == [node], seconds)

    def expect_master(self, node):
        """One node alone sends adverts for three intervals."""
        since = time.time()
        other = "node2" if node == "node1" else "node1"
        stays(f"{other} is silent", lambda: not self.wire.adverts(other, since), 3.5)
        frames = self.wire.adverts(node, since)
        expect(len(frames) >= 3, f"{node} sent {len(frames)} adverts in three intervals")
        return frames

    def counters(self, node):
        """What an lvsd counted of its one virtual router."""
        return self.nodes[node].get("/v1/vrrp")["vrrp_instance"][0]["counters"]


def with_header(stage, name, case):
    """A node of a pair that authenticates by header."""
    other = next(address for other, address in ADDRESSES.items() if other != name)
    text = instance(PRIORITIES[name], (ADDRESSES[name], other) if case.unicast else None, 2, 1, VIP)
    text = text.replace("auth_type PASS", "auth_type AH")
    if name == case.lvsd_node and program_under_test() == "lvsd":
        return Lvsd(stage, stage.on[name], text, table="memory")
    return Keepalived(stage, stage.on[name], text)


@scenario(limit=120, cases=CASES)
def header_with_keepalived_election_takeover_priority_zero_and_return(stage, case):
    """The life of a pair of which each believes the other's signatures."""
    for name in ADDRESSES:
        stage.nodes[name] = with_header(stage, name, case)
    stage.nodes["node2"].start().await_ready(20)
    stage.await_only("node2", 10)
    stage.nodes["node1"].start().await_ready(20)
    stage.await_only("node1", 10)
    for frame in stage.expect_master("node1"):
        expect_equal("IP protocol", frame.packet[9], advert.AUTHENTICATION_HEADER)
        expect(frame.packet[32:44] == header_hash(frame.packet, case.unicast), "the hash is wrong")
    stage.on["node1"].partition()
    stage.wire.await_advert("node2", time.time(), 10, PRIORITIES["node2"])
    stage.on["node1"].heal()
    stage.await_only("node1", 10)
    stage.expect_master("node1")
    since = time.time()
    expect_equal("exit status", stage.nodes["node1"].stop(), 0)
    zero = stage.wire.await_advert("node1", since, 3, priority=0)
    first = stage.wire.await_advert("node2", zero.time, 5, PRIORITIES["node2"])
    skew = advert.master_down_interval(2, PRIORITIES["node2"], 1) - 3
    expect_between("seconds from priority 0 to takeover", skew - 0.05, first.time - zero.time, skew + SLACK)
    stage.nodes["node1"].start().await_ready(20)
    stage.await_only("node1", 10)
    stage.expect_master("node1")


def header_hash(packet, unicast):
    """The hash that an authentication header must have (RFC 2402, RFC 2403), with the key 1111."""
    zeroed = bytearray(packet)
    for at in (1, 6, 7, 10, 11, *range(32, 44), *([8] if unicast else [])):
        zeroed[at] = 0
    return hmac.new(b"1111", bytes(zeroed), hashlib.md5).digest()[:12]


def trailer_hash(packet, key):
    """The hash that the trailer of a packet must have with a key."""
    message = packet[advert.message_offset(packet):]
    pseudo = struct.pack("!BBBB4s12x", 4, message[0] >> 4, message[1], 0, packet[12:16])
    return hmac.new(key, pseudo + message[:6] + bytes(2) + message[8:-16] + bytes(16), hashlib.sha256).digest()[:16]


def signed(priority, version, keys, active, mode="enforce"):
    """The configuration of a node that signs."""
    block = "".join(f"        key {number} hex:{KEYS[number].hex()}\n" for number in keys)
    block = f"    auth_hmac {{\n{block}        active_key {active}\n        mode {mode}\n    }}\n"
    text = instance(priority, None, version, 1, VIP, extra=block)
    return text.replace("    authentication {\n        auth_type PASS\n        auth_pass 1111\n    }\n", "")


def deploy_signed(stage, version, first, second):
    """Two lvsd with keys of their own, running."""
    for name, how in (("node1", first), ("node2", second)):
        stage.nodes[name] = Lvsd(stage, stage.on[name], signed(PRIORITIES[name], version, *how), table="memory")
        stage.nodes[name].start().await_ready(20)


def expect_signed(stage, number):
    """The master's adverts carry a key's number and its hash, and grow."""
    frames = stage.expect_master("node1")
    last = b""
    for frame in frames:
        trailer = frame.packet[-advert.TRAILER_BYTES:]
        expect_equal("type and number of the key", trailer[:4], bytes((1, number, 0, 0)))
        expect(trailer[12:] == trailer_hash(frame.packet, KEYS[number]), "the hash is wrong")
        expect(trailer[4:12] > last, "the sequence number does not grow")
        expect_between("seconds in the sequence number", frame.time - 2, struct.unpack("!I", trailer[4:8])[0],
                       frame.time + 1)
        last = trailer[4:12]


@scenario(limit=120, cases={"v2": 2, "v3": 3}, only="lvsd")
def hmac_pair_takes_over_and_rotates_its_key(stage, version):
    """Signed adverts elect, take over and give back; a key is replaced by reloads without a change of roles."""
    deploy_signed(stage, version, ((1,), 1), ((1,), 1))
    stage.await_only("node1", 10)
    expect_signed(stage, 1)
    stage.on["node1"].partition()
    stage.wire.await_advert("node2", time.time(), 10, PRIORITIES["node2"])
    stage.on["node1"].heal()
    stage.await_only("node1", 10)
    transitions = roles(stage)
    for how in (((1, 2), 1), ((1, 2), 2), ((2,), 2)):
        for name in ADDRESSES:
            reload(stage, name, signed(PRIORITIES[name], version, *how))
    expect_signed(stage, 2)
    expect_equal("roles after the rotation", roles(stage), transitions)
    expect_equal("refused by node 2", sum(stage.counters("node2")["rejected"].values()), 0)


def roles(stage):
    """State and number of transitions of both nodes."""
    found = (node.get("/v1/vrrp")["vrrp_instance"][0] for node in stage.nodes.values())
    return [(one["state"], one["transitions"]) for one in found]


def reload(stage, name, text):
    """A node goes on with another text."""
    stage.nodes[name].configure(text)
    stage.nodes[name].lvsctl("reload")


@scenario(limit=120, only="lvsd")
def hmac_of_strangers_and_repeated_packets_are_refused_and_told(stage):
    """Another key and unsigned adverts are refused by name; migration accepts what is unsigned; no secret is told."""
    deploy_signed(stage, 3, ((1,), 1), ((2, 3), 2))
    until("both are masters, as neither believes the other",
          lambda: all(node.holds(VIP) for node in stage.nodes.values()), 15)
    for name in ADDRESSES:
        until(f"{name} counts unknown keys", lambda name=name: stage.counters(name)["rejected"]["unknown_key"] > 1, 5)
        expect("key whose number is not configured" in stage.nodes[name].log(), f"{name} does not tell of the key")
    reload(stage, "node2", signed(PRIORITIES["node2"], 3, (1,), 1, "receive-only"))
    stage.await_only("node1", 10)
    reload(stage, "node1", signed(PRIORITIES["node1"], 3, (1,), 1, "receive-only"))
    stage.expect_master("node1")
    for name in ADDRESSES:
        told = stage.nodes[name].log() + stage.nodes[name].lvsctl("vrrp") + str(stage.nodes[name].status())
        expect(not any(key.hex() in told for key in KEYS.values()), f"{name} tells a key")
    frame = stage.wire.adverts("node1")[-1]
    expect_equal("destination", frame.packet[16:20], socket.inet_aton(advert.GROUP))

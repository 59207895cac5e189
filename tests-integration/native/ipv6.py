"""Two lvsd over IPv6 where keepalived's pair does not go: link-local unicast, both families with one VRID."""

import time

from director import Lvsd, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_equal, until
from wire import Wire

NODES = {"node1": (11, 100), "node2": (12, 90)}  # last part of the addresses, priority
VIPS = ("192.0.2.100", "2001:db8::200", "fe80::100", "2001:db8::100", "192.0.2.200")
DOWN_INTERVAL = 3.7 * 0.5  # seconds, of the lower priority


class Stage(Site):
    """Two hosts with addresses of both families, a wire that records, and tshark beside node 2."""

    def __enter__(self):
        super().__enter__()
        self.nodes = {name: self.node(name, *about) for name, about in NODES.items()}
        self.wire = Wire(self)
        return self

    def node(self, name, number, priority):
        """A host and its daemon, which is not started."""
        host = self.dual_host(name, number)
        other = next(other for other, _ in NODES.values() if other != number)
        text = instance(priority, None, 3, 0.5, VIPS[0] + "/24", extra=excluded(VIPS[1] + "/64"))
        text += instance(priority, (f"fe80::{number}", f"fe80::{other}"), 3, 0.5,
                         f"{VIPS[2]}/64\n        {VIPS[3]}", extra=excluded(VIPS[4])).replace("VI_1", "VI_6")
        return Lvsd(self, host, text, table="memory")

    def await_only(self, node, seconds):
        """Waits until one node alone holds all virtual addresses."""
        until(f"{node} alone holds all virtual addresses",
              lambda: all((name == node) == one.holds(vip) for name, one in self.nodes.items() for vip in VIPS),
              seconds)


def excluded(address):
    """The lines of an address that is not advertised."""
    return f"    virtual_ipaddress_excluded {{\n        {address}\n    }}\n"


@scenario(limit=120)
def both_families_share_a_vrid_and_carry_each_others_addresses(stage):
    """Election, announcements, takeover by priority 0 and return; tshark finds nothing to complain of."""
    capture = stage.file("ipv6.pcap")
    tshark = stage.start("tshark", stage.nodes["node2"].host, "tshark", "-q", "-p", "-i", INTERFACE, "-w", capture)
    until("tshark captures", lambda: "Capturing on" in tshark.log(), 20)
    for node in stage.nodes.values():
        node.start()
    for node in stage.nodes.values():
        node.await_ready(20)
    stage.await_only("node1", 3 * DOWN_INTERVAL + 10)
    since = time.time()
    expect_equal("exit status", stage.nodes["node1"].stop(), 0)
    stage.await_only("node2", DOWN_INTERVAL + 5)
    for vip in VIPS:
        until(f"announcement of {vip}", lambda: stage.wire.announcements("node2", vip, since), 5)  # pylint: disable=W0640
    expect(" by someone else" not in stage.nodes["node2"].log(), stage.nodes["node2"].log())
    stage.nodes["node1"].start().await_ready(20)
    stage.await_only("node1", DOWN_INTERVAL + 10)
    expect_source(stage, "node1", "fe80::11")
    tshark.end()
    expect_clean(stage, capture)


def expect_source(stage, node, address):
    """The last unicast advert over IPv6 came from a link-local address."""
    frame = [frame for frame in stage.wire.adverts(node) if ":" in frame.advert.source][-1]
    expect_equal("source", frame.advert.source, address)
    expect_equal("addresses in the advert", frame.advert.addresses, VIPS[2:4])


def expect_clean(stage, capture):
    """tshark decodes adverts and announcements of both families, and finds every checksum right."""
    read = ("tshark", "-r", capture, "-o", "ip.check_checksum:TRUE", "-Y")
    wanted = "vrrp && ipv6", "vrrp && ip", "icmpv6.type == 136 && icmpv6.nd.na.flag.o == 1"
    for kind in wanted:
        expect(stage.switch.run(*read, kind).strip(), f"tshark saw none of {kind}")
    complaints = "(vrrp || icmpv6.type == 136) && (_ws.malformed || _ws.expert.severity >= 0x400000)"
    expect_equal("complaints of tshark", stage.switch.run(*read, complaints), "")
    bad = "vrrp.checksum.status == 0 || icmpv6.checksum.status == 0"
    expect_equal("bad checksums", stage.switch.run(*read, bad), "")

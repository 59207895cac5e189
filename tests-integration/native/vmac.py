"""Virtual MAC addresses: on the wire beside keepalived, and what becomes of the interface that lvsd makes for them."""

import os
import signal
import socket
import time
from dataclasses import dataclass

import advert
from confined import Confined
from director import LVSD, Keepalived, Lvsd, instance
from frr import Frr, FrrRouter
from lan import INTERFACE, Site
from namespace import CommandFailed
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Wire

NAME = "vrrp.51"  # as keepalived names it, by the VRID
MAC, MAC6 = "00:00:5e:00:01:33", "00:00:5e:00:02:33"  # RFC 9568, 7.3: the last byte is the VRID
VIP, VIPS6 = "192.0.2.100", ("fe80::100", "2001:db8::100")
NUMBERS = {"node1": (11, 100), "node2": (12, 90)}  # last part of the addresses, priority
SETTINGS = ("arp_ignore", "arp_filter", "arp_announce")  # of the interface below
USE = "    use_vmac\n"
BASE = "    use_vmac\n    vmac_xmit_base\n"


@dataclass(frozen=True)
class Case:
    """One way to use a virtual MAC address."""

    version: int
    extra: str = USE
    unicast: bool = False
    ipv6: bool = False

    @property
    def interval(self):
        """The advertisement interval in seconds: whole ones in version 2."""
        return 1 if self.version == 2 else 0.25

    @property
    def vips(self):
        """The virtual addresses."""
        return VIPS6 if self.ipv6 else (VIP,)

    @property
    def mac(self):
        """The virtual MAC address."""
        return MAC6 if self.ipv6 else MAC

    def sender(self, host):
        """The Ethernet address that a host's adverts come from."""
        return host.mac().hex(":") if self.extra == BASE else self.mac


CASES = {"v2": Case(2), "v3": Case(3), "v3_from_the_base": Case(3, BASE),
         "v3_unicast": Case(3, BASE, unicast=True), "ipv6": Case(3, ipv6=True)}


class Stage(Site):
    """Two hosts for directors, a client, and a wire that records."""

    def __enter__(self):
        super().__enter__()
        self.nodes = {name: self.host(name, f"192.0.2.{number}/24", f"2001:db8::{number}/64", f"fe80::{number}/64")
                      for name, (number, _) in NUMBERS.items()}
        self.client = self.host("client", "192.0.2.50/24", "2001:db8::50/64")
        self.wire = Wire(self)
        return self

    def text(self, node, case):
        """The configuration of a node."""
        number, priority = NUMBERS[node]
        other = next(other for other, _ in NUMBERS.values() if other != number)
        peer = (f"192.0.2.{number}", f"192.0.2.{other}") if case.unicast else None
        text = instance(priority, peer, case.version, case.interval, "\n        ".join(case.vips), extra=case.extra)
        return text.replace("state MASTER", "state BACKUP")

    def lvsd(self, node, case=Case(3)):
        """An lvsd, which is not started."""
        return Lvsd(self, self.nodes[node], self.text(node, case), table="memory")

    def await_only(self, node, case, seconds=20):
        """Waits until one node alone holds all virtual addresses, on its interface for them."""
        until(f"{node} alone holds {case.vips}",
              lambda: all((vip in held(host, NAME)) == (one == node) for one, host in self.nodes.items()
                          for vip in case.vips), seconds)
        until("its interface is up", lambda: link(self.nodes[node], NAME)["up"], 5)

    def expect_senders(self, node, case, since):
        """All adverts and announcements of a node since a time came from the right address."""
        frames = until(f"adverts of {node}", lambda: self.wire.adverts(node, since), 5)
        expect_equal(f"senders of {node}'s adverts", {one.sender for one in frames}, {case.sender(self.nodes[node])})
        expect(all(advert.checksum_is_right(one.packet) for one in frames), "a checksum is wrong")
        expect(case.ipv6 or not any(advert.checksum(one.packet[:20]) for one in frames), "a header checksum is wrong")
        for vip in case.vips:
            frames = until(f"an announcement of {vip}",
                           lambda vip=vip: self.wire.announcements(node, vip, since), 5)
            expect_equal(f"senders of {vip}", {frame.sender for frame in frames}, {case.mac})

    def expect_answers(self, case):
        """The virtual addresses answer; that is a refusal, as nothing listens at this port."""
        family = socket.AF_INET6 if case.ipv6 else socket.AF_INET
        index = int(self.client.ip(f"-o link show dev {INTERFACE}").split(":")[0])
        for vip in case.vips:
            with self.client.socket(family, socket.SOCK_DGRAM) as question:
                question.settimeout(0.3)
                question.connect((vip, 9, 0, index if vip.startswith("fe80") else 0) if case.ipv6 else (vip, 9))
                until(f"{vip} answers", lambda question=question: is_refused(question), 10)

    def expect_virtual_mac(self, case):
        """The virtual address answers, and what the client has learned since is the virtual MAC address.

        keepalived 2.2.7 does not pass: its host asks for neighbours with the address and the MAC of the base.
        """
        self.expect_answers(case)
        entry = self.client.ip(f"neighbour show {case.vips[-1]} dev {INTERFACE}")
        expect(case.mac in entry, f"{case.vips[-1]} is at {entry}")


def is_refused(question):
    """Whether a datagram is answered with a refusal."""
    question.send(b"?")
    try:
        return question.recv(1)
    except ConnectionRefusedError:
        return True


def link(host, name):
    """What a host's interface is: `up`, `mac` and its whole text; empty where it is not there."""
    try:
        text = host.ip(f"-o -d link show dev {name}")
    except CommandFailed:
        return {}
    return {"up": "UP" in text.split("<")[1].split(">")[0].split(","),
            "mac": text.split("link/ether ")[1].split()[0], "text": text}


def held(host, name):
    """The addresses, without prefix length, on an interface; none where it is not there."""
    return {address.split("/")[0] for address in host.addresses(name)} if link(host, name) else set()


def setting(host, name, interface=INTERFACE):
    """An IPv4 setting of an interface."""
    return host.run("cat", f"/proc/sys/net/ipv4/conf/{interface}/{name}").strip()


def listed(director):
    """What a director has written down of interfaces."""
    with open(os.path.join(director.state, "owned-interfaces"), encoding="ascii") as text:
        return text.read().splitlines()[1:]


@scenario(limit=120, cases=CASES)
def moves_between_lvsd_and_keepalived(stage, case):
    """Election, takeover of a running keepalived, stop, return: who is at the virtual MAC address, seen on the wire."""
    first = stage.lvsd("node1", case)
    second = Keepalived(stage, stage.nodes["node2"], stage.text("node2", case)).start()
    stage.await_only("node2", case)
    began = time.time()
    first.start().await_ready(20)
    stage.await_only("node1", case)
    stage.expect_senders("node1", case, began)
    stage.expect_virtual_mac(case)
    stopped = time.time()
    expect_equal("exit status", first.stop(), 0)
    stage.await_only("node2", case)
    stage.expect_senders("node2", case, stopped)
    stage.expect_answers(case)
    expect_equal("lvsd's interface", link(stage.nodes["node1"], NAME), {})
    first.start().await_ready(20)
    stage.await_only("node1", case)
    stage.expect_virtual_mac(case)
    second.stop()


@scenario(limit=90, cases={"v3": Case(3), "ipv6": Case(3, ipv6=True)})
def moves_between_lvsd_and_frr(stage, case):
    """Both send from the virtual MAC address; who is master is read off the wire.

    FRR holds its addresses all the time, and its host answers for them.
    """
    first = stage.lvsd("node1", case)
    router = FrrRouter(51, case.version, NUMBERS["node2"][1], case.interval, case.vips)
    second = Frr(stage, stage.nodes["node2"], [router]).start().await_ready(20)
    await_sender(stage, "node2", case)
    first.start().await_ready(20)
    began = await_sender(stage, "node1", case)
    stage.expect_senders("node1", case, began)
    first.stop()
    began = await_sender(stage, "node2", case)
    expect_equal("senders of FRR's adverts",
                 {frame.sender for frame in stage.wire.adverts("node2", began)}, {case.mac})
    first.start().await_ready(20)
    await_sender(stage, "node1", case)
    second.stop()


def await_sender(stage, node, case):
    """Waits until one node alone has sent adverts, several of them; since when."""
    other = next(one for one in NUMBERS if one != node)

    def alone():
        since = time.time() - 4 * case.interval
        quiet = not stage.wire.adverts(other, since)
        return since if quiet and len(stage.wire.adverts(node, since)) > 1 else None
    return until(f"{node} alone sends adverts", alone, 20)


@scenario(limit=90, only="lvsd")
def two_masters_hear_each_other_though_they_share_the_address(stage):
    """After a partition, in which both were masters, the better one alone is left."""
    case = Case(3)
    for node in NUMBERS:
        stage.lvsd(node).start().await_ready(20)
    stage.await_only("node1", case)
    stage.nodes["node1"].partition()
    until("two masters", lambda: all(VIP in held(host, NAME) for host in stage.nodes.values()), 10)
    healed = time.time()
    stage.nodes["node1"].heal()
    stage.await_only("node1", case)
    stage.expect_senders("node1", case, healed)
    stage.expect_virtual_mac(case)


@scenario(limit=60, only="lvsd")
def unprivileged_user_of_the_unit_makes_interface_and_settings(stage):
    """CAP_NET_ADMIN is enough for both, and for taking them back."""
    host = stage.nodes["node1"]
    node = Confined(stage, host, stage.text("node1", Case(3))).start().await_ready(30)
    stage.await_only("node1", Case(3))
    expect_equal("settings", [setting(host, name) for name in SETTINGS], ["1", "1", "2"])
    expect_equal("arp_ignore", setting(host, "arp_ignore", NAME), "1")
    expect_equal("exit status", node.stop(), 0)
    expect_clean(node, host)


@scenario(limit=90, only="lvsd")
def backup_keeps_its_interface_down_and_sends_nothing_from_it(stage):
    """Two lvsd; the status names the interface."""
    case = Case(3)
    first, second = (stage.lvsd(node).start().await_ready(20) for node in NUMBERS)
    stage.await_only("node1", case)
    since = time.time()
    backup = link(stage.nodes["node2"], NAME)
    expect(not backup["up"] and backup["mac"] == MAC and "mode bridge" in backup["text"], backup)
    expect(f"{NAME} on {INTERFACE}, {MAC}" in second.lvsctl("vrrp"), second.lvsctl("vrrp"))
    first.crash()
    until("node 2 takes over", lambda: VIP in held(stage.nodes["node2"], NAME), 10)
    stage.expect_senders("node2", case, since)
    stage.expect_virtual_mac(case)


@scenario(limit=90, only="lvsd")
def deleted_interface_is_made_again_with_its_addresses(stage):
    """The interface of a master, by hand; then the one below it, with all that stands on it."""
    case = Case(3)
    node = stage.lvsd("node1").start().await_ready(20)
    host = stage.nodes["node1"]
    stage.await_only("node1", case)
    since = time.time()
    host.ip(f"link delete {NAME}")
    stage.await_only("node1", case)
    stage.expect_virtual_mac(case)
    expect_equal("state", node.status()["vrrp_instance"][0]["transitions"], 2)
    expect("by someone else" in node.log(), node.log())
    stage.expect_senders("node1", case, since)
    host.ip(f"link set {NAME} down")
    until("it is up again", lambda: link(host, NAME)["up"] and VIP in held(host, NAME), 5)
    host.ip(f"link delete {INTERFACE}")
    until("a fault", lambda: node.status()["vrrp_instance"][0]["state"] == "FAULT", 5)
    stage.switch.ip(f"link add name {host.port} type veth peer name {INTERFACE} netns {host.name}")
    stage.switch.ip(f"link set dev {host.port} master br0 up")
    host.add_address("192.0.2.11/24")
    host.ip(f"link set {INTERFACE} up")
    stage.await_only("node1", case)
    stage.expect_virtual_mac(case)
    expect_equal("arp_ignore", setting(host, "arp_ignore"), "1")


@scenario(limit=90, only="lvsd")
def nothing_is_left_after_a_stop_or_a_cleanup_or_a_start_without_it(stage):
    """Settings of the interface below come back, too; a restart that goes on keeps the interface."""
    case = Case(3)
    node, host = stage.lvsd("node1"), stage.nodes["node1"]
    before = [setting(host, name) for name in SETTINGS]
    expect_equal("settings", before, ["0", "0", "0"])
    node.start().await_ready(20)
    stage.await_only("node1", case)
    expect_equal("the list", listed(node), [
        f"interface {NAME} {INTERFACE} IPV4 {MAC}", f"setting net/ipv4/conf/{INTERFACE}/arp_announce 0",
        f"setting net/ipv4/conf/{INTERFACE}/arp_filter 0",
        f"setting net/ipv4/conf/{INTERFACE}/arp_ignore 0"])
    number = link(host, NAME)["text"].split(":")[0]
    node.process.signal(signal.SIGUSR1)
    node.process.exit_status(20)
    expect(VIP in held(host, NAME), "the VIP went with a restart")
    node.start().await_ready(20)
    stage.await_only("node1", case)
    expect_equal("its number", link(host, NAME)["text"].split(":")[0], number)
    node.crash()
    done = host.run(LVSD, "cleanup", "--state", node.state)
    expect(f"removed interface {NAME}" in done, done)
    expect_clean(node, host)
    node.start().await_ready(20)
    stage.await_only("node1", case)
    node.crash()
    node.configure(stage.text("node1", Case(3, "")))
    node.start().await_ready(20)
    expect_clean(node, host)
    until("the VIP is on the interface", lambda: VIP in held(host, INTERFACE), 10)
    node.stop()
    expect_clean(node, host)


def expect_clean(node, host):
    """Neither interface nor setting nor line is left."""
    expect_equal("the interface", link(host, NAME), {})
    expect_equal("settings", [setting(host, name) for name in SETTINGS], ["0", "0", "0"])
    expect_equal("the list", listed(node), [])


@scenario(limit=90, only="lvsd")
def reload_moves_the_addresses_and_keeps_the_mastership(stage):
    """From the interface itself to the virtual one and back, another MAC address, another interface beside it."""
    node, host = stage.lvsd("node1", Case(3, "")), stage.nodes["node1"]
    node.start().await_ready(20)
    until("node 1 is master", lambda: VIP in held(host, INTERFACE), 20)
    for extra, name, mac in ((USE, NAME, MAC), ("    use_vmac lv0 02:00:00:00:51\n", "lv0", "02:00:00:00:51:33"),
                             ("", INTERFACE, host.mac().hex(":"))):
        since = time.time()
        node.configure(stage.text("node1", Case(3, extra)))
        expect_equal("status of the reload", node.post("/v1/reload"), 200)
        until(f"the VIP is on {name}", lambda name=name: VIP in held(host, name), 5)
        frames = until("adverts", lambda since=since: stage.wire.adverts("node1", since + 0.5), 5)
        expect_equal("senders", {frame.sender for frame in frames}, {mac})
        frames = until("announcements", lambda since=since: stage.wire.announcements("node1", VIP, since), 5)
        expect_equal("senders", {frame.sender for frame in frames}, {mac})
        expect_equal("other interfaces", [one for one in (NAME, "lv0") if one != name and link(host, one)], [])
    expect_equal("transitions", node.status()["vrrp_instance"][0]["transitions"], 2)
    expect("by someone else" not in node.log(), node.log())


@scenario(limit=60, only="lvsd")
def foreign_interface_of_that_name_is_a_fault_and_is_left_alone(stage):
    """The log says what to do, and when it is done the node serves."""
    node, host = stage.lvsd("node1"), stage.nodes["node1"]
    host.ip(f"link add {NAME} type veth peer name other")
    node.start()
    until("a fault", lambda: node.status()["vrrp_instance"][0]["state"] == "FAULT", 20)
    expect(f"ip link delete {NAME}" in node.status()["vrrp_instance"][0]["fault"], node.status())
    stays("it is a fault", lambda: link(host, NAME)["text"].count("veth"), 1.5)
    host.ip(f"link delete {NAME}")
    stage.await_only("node1", Case(3))


@scenario(limit=60, only="lvsd")
def interface_that_a_dead_keepalived_has_left_is_made_anew(stage):
    """Not while it runs: that is a fault. The new one is of another mode."""
    case, host = Case(3), stage.nodes["node1"]
    other = Keepalived(stage, host, stage.text("node1", case)).start()
    stage.await_only("node1", case)
    node = stage.lvsd("node1").start()
    until("a fault", lambda: "keepalived that runs" in str(node.status()["vrrp_instance"][0]["fault"]), 20)
    expect("mode private" in link(host, NAME)["text"], link(host, NAME))
    other.crash()
    until("lvsd's own", lambda: "mode bridge" in link(host, NAME).get("text", ""), 10)
    stage.await_only("node1", case)
    stage.expect_virtual_mac(case)
    expect("left by a keepalived" in node.log(), node.log())
    node.stop()
    expect_equal("the interface", link(host, NAME), {})


@scenario(limit=60, only="lvsd")
def promote_secondaries_comes_back_after_a_restart_and_after_a_crash(stage):
    """It is written down; a reload without it puts it back, too."""
    name, line = "promote_secondaries", f"setting net/ipv4/conf/{INTERFACE}/promote_secondaries 0"
    node, host = stage.lvsd("node1", Case(3, f"    {name}\n")), stage.nodes["node1"]
    with_it, without = (stage.text("node1", Case(3, extra)) for extra in (f"    {name}\n", ""))
    host.run("sysctl", "-q", "-w", f"net.ipv4.conf.{INTERFACE}.{name}=0")
    node.start().await_ready(20)
    for text, wanted in ((without, "0"), (with_it, "1")):
        node.configure(text)
        expect_equal("status of the reload", node.post("/v1/reload"), 200)
        until(f"{name} is {wanted}", lambda wanted=wanted: setting(host, name) == wanted, 5)
    node.process.signal(signal.SIGUSR1)
    node.process.exit_status(20)
    expect_equal(name, (setting(host, name), listed(node)), ("1", [line]))
    node.start().await_ready(20)
    expect_equal("exit status", node.stop(), 0)
    expect_equal(name, (setting(host, name), listed(node)), ("0", []))
    node.start().await_ready(20)
    node.crash()
    expect_equal(name, (setting(host, name), listed(node)), ("1", [line]))
    host.run(LVSD, "cleanup", "--state", node.state)
    expect_equal(name, (setting(host, name), listed(node)), ("0", []))


@scenario(limit=60, only="lvsd", cases={"from_the_base": BASE, "from_itself": USE})
def garp_extra_if_announces_an_interface_that_sends_no_adverts(stage, extra):
    """Once a second, and only that: one that sends adverts is known by them."""
    stage.lvsd("node1", Case(3, extra + "    garp_master_delay 1\n    garp_extra_if 1\n")).start().await_ready(20)
    stage.await_only("node1", Case(3))
    since = until("announcements of a new master",
                  lambda: stage.wire.announcements("node1", VIP), 10)[0].time + 2

    def frames():
        return stage.wire.announcements("node1", VIP, since)
    if extra == USE:
        stays("it is silent", lambda: not frames(), 5)
        return
    times = [frame.time for frame in until("announcements", lambda: len(frames()) > 3 and frames(), 15)]
    for before, after in zip(times, times[1:]):
        expect_between("seconds between announcements", 0.7, after - before, 1.5)
    expect_equal("senders", {frame.sender for frame in frames()}, {MAC})

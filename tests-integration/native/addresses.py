"""What a master carries: every option of an address, static addresses, and who puts them back."""

import json
import re
import signal

from director import Keepalived, LVSD, Lvsd
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_equal, stays, until

SECOND = "ens224"  # an interface beside that of the instance
VIP, LAST = "10.1.0.1", "10.2.2.1"
STATIC, TRACKED = "198.51.100.1", "203.0.113.1"
OPTIONS = f"""
global_defs {{
    vrrp_version 3
    default_interface {INTERFACE}
}}
track_group G1 {{
    group {{
        VI_1
    }}
}}
static_ipaddress {{
    {STATIC}/24 brd +
    198.51.100.9 dev {SECOND}
    2001:db8:5::1/64 dev {SECOND}
    2001:db8:5::2
    {TRACKED}/24 dev {SECOND} track_group G1
}}
vrrp_instance VI_1 {{
    interface {INTERFACE}
    virtual_router_id 51
    priority 100
    advert_int 0.1
    virtual_ipaddress {{
        {VIP}/24 brd +
        10.1.1.1/24 brd -
        10.1.2.1/24 brd 10.1.2.77 label {INTERFACE}:x
        10.1.3.1/24 scope link
        10.1.5.1 peer 10.1.5.9
        10.1.6.1/24 home
        10.1.7.1/24 mngtmpaddr
        10.1.8.1/24 -nodad
        10.1.9.1/24 noprefixroute
        10.1.10.1/24 preferred_lft 100
        10.1.12.1/24 no_track
        239.1.1.1/32 autojoin
        10.1.15.1/24 dev {SECOND}
        10.1.16.1/24 scope 17
        10.1.17.1/24 scope foo
        10.1.18.1/31 brd +
        10.1.19.1 brd +
    }}
    virtual_ipaddress_excluded {{
        2001:db8:1::1/64
        2001:db8:1:1::1
        2001:db8:2::1/64 home
        2001:db8:3::1/64 mngtmpaddr
        2001:db8:4::1/64 -nodad
        2001:db8:6::1/64 noprefixroute
        2001:db8:7::1/64 preferred_lft 1000
        2001:db8:8::1/64 preferred_lft 0
        2001:db8:9::1 preferred_lft forever
        2001:db8:a::1 peer 2001:db8:a::2
        2001:db8:b::1/64 scope link
        ff02::77/128 autojoin
        2001:db8:e::1/64 label foo
        10.2.0.1/24 track_group G1
        10.2.1.1/24 bogus
        {LAST}/24
    }}
}}
"""


class Stage(Site):
    """A host with two interfaces for each director, all on one segment."""

    def director(self, kind, label, text, address):
        """A director of a kind on a host of its own."""
        host = self.host(label, f"{address}/24")
        host.ip(f"link add {SECOND} type veth peer name {SECOND}-end")
        host.ip(f"link set {SECOND}-end up")
        host.ip(f"link set {SECOND} up")
        return kind(self, host, text, **({"table": "memory"} if kind is Lvsd else {}))

    def lvsd(self, text=OPTIONS):
        """An lvsd that is master."""
        lvsd = self.director(Lvsd, "lvsd", text, "192.0.2.12")
        lvsd.start().await_ready(30)
        until("it is master", lambda: lvsd.holds(LAST if LAST in text else VIP), 20)
        return lvsd


def shown(host):
    """What `ip -d address` shows of IPv4 and IPv6 addresses, in any order; lifetimes of seconds and the second of
    duplicate address detection are left out."""
    with host.inside():
        links = json.loads(host.run("ip", "-d", "-j", "address", "show"))
    lines = set()
    for link in links:
        for one in link["addr_info"]:
            own = one["family"] == "inet6" and one["local"].startswith("fe80:")
            if link["ifname"] in (INTERFACE, SECOND) and not own:
                lines.add((link["ifname"], *sorted((key, rounded(key, value)) for key, value in one.items()
                                                   if host.address != one["local"] and key != "tentative")))
    return sorted(map(str, lines))


def rounded(key, value):
    """A value of an address; a lifetime that runs has no exact one."""
    return "runs" if key == "preferred_life_time" and 900 < value < 1000 else value


@scenario()
def all_options_make_what_keepalived_makes_of_them(stage):
    """One file for both, each alone: `ip -d address` shows the same; afterwards lvsd leaves nothing."""
    keepalived = stage.director(Keepalived, "keepalived", OPTIONS, "192.0.2.11")
    keepalived.start().await_ready(10)
    until("keepalived is master", lambda: keepalived.holds(LAST), 10)
    wanted = shown(keepalived.host)
    expect_equal("exit status of keepalived", keepalived.stop(), 0)
    lvsd = stage.lvsd()
    expect_equal("addresses", "\n".join(shown(lvsd.host)), "\n".join(wanted))
    expect_equal("exit status of lvsd", lvsd.stop(), 0)
    expect_equal("left", [line for line in shown(lvsd.host) if "192.0.2.12" not in line and "'local'" in line], [])


@scenario(only="lvsd")
def what_someone_else_removes_is_put_back_unless_nobody_tracks_it(stage):
    """Virtual and static addresses; the ones of `no_track` stay away, also over the renewals of the others."""
    lvsd = stage.lvsd("lvsd {\n    vip_lifetime 5\n}\n" + OPTIONS)
    lvsd.host.ip(f"address delete 10.1.12.1/24 dev {INTERFACE}")
    lvsd.host.ip(f"address delete {VIP}/24 dev {INTERFACE}")
    lvsd.host.ip(f"address delete {STATIC}/24 dev {INTERFACE}")
    until("the VIP is back", lambda: lvsd.holds(VIP), 5)
    until("the static address is back", lambda: lvsd.holds(STATIC), 5)
    stays("the address with no_track is away", lambda: not lvsd.holds("10.1.12.1"), 3)
    status = lvsd.status()
    expect_equal("state", status["vrrp_instance"][0]["state"], "MASTER")
    expect_equal("put back", [one["put_back"] for one in status["static"]], [1, 0, 0, 0, 0])
    expect_equal("counted", status["vrrp_instance"][0]["counters"]["other"]["addresses_put_back"], 1)


@scenario(only="lvsd")
def lost_static_address_of_a_track_group_is_a_fault(stage):
    """Its interface goes: nothing can put it back. With the interface it comes again, and the instance with it."""
    lvsd = stage.lvsd()
    lvsd.host.ip(f"link delete {SECOND}")
    until("it is a fault", lambda: state(lvsd) == "FAULT", 5)
    expect(not lvsd.holds(VIP), "the VIP is still there")
    reason = lvsd.status()["vrrp_instance"][0]["fault"]
    expect(re.search(f"track_group G1: static_ipaddress {TRACKED}/24 dev {SECOND}.*does not exist", reason), reason)
    lvsd.host.ip(f"link add {SECOND} type veth peer name {SECOND}-end")
    lvsd.host.ip(f"link set {SECOND}-end up")
    lvsd.host.ip(f"link set {SECOND} up")
    until("it is master again", lambda: state(lvsd) == "MASTER" and lvsd.holds(VIP), 10)
    expect(TRACKED in lvsd.host.ip(f"address show dev {SECOND}"), "the static address is not there")


@scenario(only="lvsd")
def reload_changes_what_is_different_alone(stage):
    """A kept address never leaves, a changed one is made anew, and one moves from static to virtual."""
    lvsd = stage.lvsd()
    process = stage.start("monitor", lvsd.host, "ip", "-o", "monitor", "address")
    lvsd.configure(OPTIONS
                   .replace(f"    {STATIC}/24 brd +\n", "    198.51.100.2/24 brd +\n")
                   .replace("10.1.9.1/24 noprefixroute", "10.1.9.1/24 brd +")
                   .replace(f"        {LAST}/24\n", f"        {LAST}/24\n        {STATIC}/24\n"))
    expect_equal("answer", lvsd.post("/v1/reload"), 200)
    until("the new ones are there", lambda: lvsd.holds("198.51.100.2") and lvsd.holds(STATIC), 5)
    seen = until("the changes were seen", lambda: "10.1.9.255" in process.log() and process.log(), 5)
    for kept in (f"{VIP}/24", "10.1.15.1", "2001:db8:5::1", "203.0.113.1"):
        expect("Deleted" not in " ".join(line for line in seen.splitlines() if kept in line), f"{kept} left: {seen}")
    expect_equal("state", state(lvsd), "MASTER")
    process.signal(signal.SIGTERM)
    expect_equal("exit status", lvsd.stop(), 0)
    expect(not lvsd.holds("198.51.100.2") and not lvsd.holds(STATIC), "an address was left")


@scenario(only="lvsd")
def crash_leaves_nothing_that_the_next_start_or_cleanup_does_not_know(stage):
    """Static addresses with and without a peer are listed before they are made; foreign ones stay."""
    lvsd = stage.director(Lvsd, "lvsd", OPTIONS.replace(
        f"    {STATIC}/24 brd +\n", f"    {STATIC}/24 brd +\n    192.0.2.12/24\n"), "192.0.2.12")
    lvsd.start().await_ready(30)
    until("it is master", lambda: lvsd.holds(LAST), 20)
    lvsd.crash()
    expect(lvsd.holds(STATIC) and lvsd.holds("10.1.5.1"), "nothing was left, which is not what is tested")
    said = lvsd.host.run(LVSD, "cleanup", "--state", lvsd.state, seconds=60)
    expect(f"removed address {STATIC}/24 {INTERFACE}" in said, said)
    expect(not lvsd.holds(STATIC) and not lvsd.holds("10.1.5.1"), "cleanup left something")
    expect(lvsd.holds("192.0.2.12"), "the interface's own address was removed")


def state(lvsd):
    """The state of the only instance."""
    return lvsd.status()["vrrp_instance"][0]["state"]

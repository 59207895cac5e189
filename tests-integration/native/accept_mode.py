"""Packets to virtual addresses: dropped with no_accept and in strict mode, accepted otherwise; nft is the judge."""

import json
import signal

from confined import Confined
from director import LVSD, Lvsd, instance, program_under_test, PROGRAMS
from lan import INTERFACE, Site
from namespace import run
from scenario import scenario
from waiting import expect, expect_equal, stays, until

OWN, OWN6 = "192.0.2.11", "2001:db8::11"
ACCEPTED, DROPPED, STRICT = "192.0.2.100", "192.0.2.101", "192.0.2.102"
LINK_LOCAL, DROPPED6 = "fe80::101", "2001:db8::101"
LINK_LOCAL_ACCEPTED, ACCEPTED6 = "fe80::100", "2001:db8::100"


class Stage(Site):
    """The host of a lone director, and a client that pings."""

    def __enter__(self):
        super().__enter__()
        self.node = self.host("node1", f"{OWN}/24", f"{OWN6}/64")
        self.client = self.host("client", "192.0.2.31/24", "2001:db8::31/64")
        return self

    def start_lvsd(self, text, kind=Lvsd):
        """Starts lvsd and waits until it is master everywhere."""
        lvsd = kind(self, self.node, text, table="memory").start().await_ready(30)
        until("lvsd is master", lambda: all(
            one["state"] == "MASTER" and all(address["held"] for address in one["virtual_ipaddress"])
            for one in lvsd.status()["vrrp_instance"]), 20)
        return lvsd

    def answers(self, address):
        """Whether an address answers one ping of the client."""
        zone = f"%{INTERFACE}" if address.startswith("fe80") else ""
        said = self.client.run("busybox", "ping", "-c", "1", "-W", "1", address + zone, accept=(0, 1))
        return " 1 packets received" in said

    def expect_answers(self, **wanted):
        """Which addresses answer, by a name for each."""
        seen = {name: self.answers(globals()[name]) for name in wanted}
        expect_equal("addresses that answer a ping", seen, wanted)

    def nft(self, *words):
        """Runs nft on the director's host."""
        return self.node.run("nft", *words)

    def sets(self, table="lvsd"):
        """What the sets of a table hold, as nft reads it; null where there is no such table."""
        listed = json.loads(self.node.run("nft", "-j", "list", "ruleset"))["nftables"]
        if not any(one.get("table", {}).get("name") == table for one in listed):
            return None
        return {one["set"]["name"]: [text(element) for element in one["set"].get("elem", [])]
                for one in listed if "set" in one and one["set"]["table"] == table}


def text(element):
    """An element of a set as nft writes it without -j."""
    return " . ".join(element["concat"]) if isinstance(element, dict) else element


def router(name, vrid, addresses, version=3, extra="", priority=100):
    """An instance of its own VRID with quick adverts; no password."""
    return instance(priority, None, 3, 0.2 if version == 3 else 1, "\n        ".join(addresses), vrid, extra=extra) \
        .replace("VI_1", name).replace("version 3", f"version {version}")


@scenario()
def no_accept_and_strict_mode_drop_pings_and_nothing_else(stage):
    """Over IPv4 and IPv6; neighbours are told all the same, and other addresses of the host answer."""
    blocks = (
        router("VI_ACCEPT", 51, [ACCEPTED]),
        router("VI_DROP", 52, [DROPPED], extra="    no_accept\n"),
        router("VI_STRICT", 53, [STRICT], 2, extra="    strict_mode on\n").replace("MASTER", "BACKUP"),
        router("VI_DROP6", 54, [LINK_LOCAL, DROPPED6], extra="    no_accept\n"),
        router("VI_ACCEPT6", 55, [LINK_LOCAL_ACCEPTED, ACCEPTED6], extra="    accept\n"))
    if program_under_test() == "lvsd":
        stage.start_lvsd("".join(blocks))
        expect_equal("the sets of the table", stage.sets(), {
            "vips_ipv4": [DROPPED, STRICT], "vips_ipv6": [DROPPED6],
            "vips_link_local": [f"{LINK_LOCAL} . {INTERFACE}"]})
    else:
        PROGRAMS["keepalived"](stage, stage.node, "".join(blocks)).start().await_ready(20)
    until("the node holds all addresses", lambda: all(stage.node.holds(vip) for vip in (
        ACCEPTED, DROPPED, STRICT, LINK_LOCAL, DROPPED6, LINK_LOCAL_ACCEPTED, ACCEPTED6)), 20)
    stage.expect_answers(OWN=True, OWN6=True, ACCEPTED=True, DROPPED=False, STRICT=False, LINK_LOCAL=False,
                         DROPPED6=False, LINK_LOCAL_ACCEPTED=True, ACCEPTED6=True)
    mac = ":".join(f"{octet:02x}" for octet in stage.node.mac())
    neighbours = stage.client.ip("neighbour show")
    for address in (DROPPED, STRICT, LINK_LOCAL, DROPPED6):
        expect(f"{address} dev {INTERFACE} lladdr {mac}" in neighbours, f"{address} is no neighbour: {neighbours}")


@scenario(only="lvsd")
def packets_to_a_virtual_mac_are_dropped_too(stage):
    """A link-local address is dropped at the interface that was made for it."""
    vmac = "    use_vmac\n    no_accept\n"
    stage.start_lvsd(router("VI_4", 51, [DROPPED], extra=vmac)
                     + router("VI_6", 52, [LINK_LOCAL, DROPPED6], extra=vmac)
                     + router("VI_A4", 53, [ACCEPTED], extra="    use_vmac\n")
                     + router("VI_A6", 54, [LINK_LOCAL_ACCEPTED, ACCEPTED6], extra="    use_vmac\n"))
    links = stage.node.ip("-o -6 address show").split()
    made = links[links.index(f"{LINK_LOCAL}/128") - 2]
    expect(made != INTERFACE, f"no interface was made: {links}")
    expect_equal("the sets of the table", stage.sets(), {
        "vips_ipv4": [DROPPED], "vips_ipv6": [DROPPED6], "vips_link_local": [f"{LINK_LOCAL} . {made}"]})
    stage.expect_answers(OWN=True, OWN6=True, DROPPED=False, LINK_LOCAL=False, DROPPED6=False, ACCEPTED=True,
                         LINK_LOCAL_ACCEPTED=True, ACCEPTED6=True)


@scenario(only="lvsd")
def table_that_someone_changes_is_put_back_and_counted_by_an_unprivileged_daemon(stage):
    """As the unit starts it, with CAP_NET_ADMIN and not as root; another program's table is left alone."""
    stage.nft("add", "table", "inet", "others")
    lvsd = stage.start_lvsd(router("VI_1", 51, [DROPPED], extra="    no_accept\n"), Confined)
    for put_back, change in enumerate((
            "flush ruleset", "delete table inet lvsd", f"delete element inet lvsd vips_ipv4 {{ {DROPPED} }}",
            "flush chain inet lvsd in", "add table inet lvsd { flags dormant; }"), 1):
        stage.nft(*change.split())
        until(f"{change}: is put back", lambda: no_accept(lvsd)["put_back"] == put_back, 10)  # pylint: disable=W0640
        expect_equal(f"the set after {change}", stage.sets()["vips_ipv4"], [DROPPED])
        stage.expect_answers(DROPPED=False, OWN=True)
    stage.nft("add", "table", "inet", "others")
    stays("nothing more is put back", lambda: no_accept(lvsd)["put_back"] == 5, 2.5)
    metrics = lvsd.host.run("curl", "-sS", "http://127.0.0.1:9166/metrics")
    for line in ("lvsd_vrrp_no_accept_addresses 1.0", "lvsd_vrrp_no_accept_put_back_total 5.0",
                 "lvsd_vrrp_no_accept_errors_total 0.0"):
        expect(line in metrics or line[:-2] in metrics, f"{line}: {metrics}")
    expect("was changed by someone else" in lvsd.log(), lvsd.log())
    expect("packets to the addresses are dropped" in " ".join(lvsd.lvsctl("vrrp").split()), lvsd.lvsctl("vrrp"))
    expect_equal("exit status", lvsd.stop(), 0)
    expect_equal("tables that are left", stage.nft("list", "tables").split(), ["table", "inet", "others"])


def no_accept(lvsd):
    """What the status says of the first instance's packets."""
    return lvsd.status()["vrrp_instance"][0]["no_accept"]


@scenario(only="lvsd")
def reload_turns_dropping_on_and_off_and_moves_the_table(stage):
    """The master stays master; the table is renamed, and goes when nobody needs it."""
    block = router("VI_1", 51, [ACCEPTED])
    lvsd = stage.start_lvsd(block)
    since = lvsd.status()["vrrp_instance"][0]["since"]
    expect_equal("the table", stage.sets(), None)
    dropping = block.replace("    version", "    no_accept\n    version")
    for label, configured, table, answers in (
            ("no_accept", dropping, "lvsd", False),
            ("another table", "global_defs {\n nftables mine\n nftables_counters\n}\n" + dropping, "mine", False),
            ("accept", block, None, True)):
        lvsd.configure(configured)
        expect_equal(f"{label}: answer to the reload", lvsd.post("/v1/reload"), 200)
        for name in ("lvsd", "mine"):
            expect_equal(f"{label}: table {name}", (stage.sets(name) or {}).get("vips_ipv4"),
                         [ACCEPTED] if name == table else None)
        stage.expect_answers(ACCEPTED=answers)
    expect_equal("since", lvsd.status()["vrrp_instance"][0]["since"], since)


@scenario(only="lvsd")
def table_of_a_dead_director_goes_with_cleanup_or_with_the_next_start(stage):
    """A table that is not ours stays, even under the name that we would give it."""
    block = router("VI_1", 51, [DROPPED], extra="    no_accept\n")
    lvsd = stage.start_lvsd(block)
    lvsd.crash()
    expect_equal("the set of the dead one", stage.sets()["vips_ipv4"], [DROPPED])
    said = stage.node.run(LVSD, "cleanup", "--state", lvsd.state)
    expect("removed nftables table inet lvsd" in said, said)
    expect_equal("the table after cleanup", stage.sets(), None)
    lvsd.start().await_ready(30)
    until("the table is there", stage.sets, 10)
    lvsd.crash()
    lvsd.configure(block.replace("    no_accept\n", ""))
    lvsd.start().await_ready(30)
    expect_equal("the table after a start that needs none", stage.sets(), None)
    lvsd.stop()
    stage.nft("add", "table", "inet", "lvsd")
    lvsd.configure(block)
    lvsd.start().await_ready(30)
    until("the VIP is there", lambda: stage.node.holds(DROPPED), 10)
    expect("is there and is not lvsd's; give lvsd's another name" in no_accept(lvsd)["problem"], lvsd.log())
    stage.expect_answers(DROPPED=True)
    lvsd.stop()
    expect_equal("the foreign table", stage.sets(), {})


@scenario(only="lvsd")
def restart_of_a_master_lets_no_packet_through(stage):
    """SIGUSR1 leaves VIP and table, and the next process goes on with both while a client pings all along."""
    block = router("VI_1", 51, [DROPPED], extra="    no_accept\n")
    lvsd = stage.start_lvsd(block.replace("advert_int 0.2", "advert_int 4"))
    pings = stage.start("ping", stage.client, "busybox", "ping", "-i", "0.02", "-W", "1", DROPPED)
    lvsd.process.signal(signal.SIGUSR1)
    lvsd.process.exit_status(20)
    expect(stage.node.holds(DROPPED), "the VIP went, which is not what is tested")
    lvsd.start().await_ready(30)
    until("it is master again", lambda: no_accept(lvsd)["dropping"], 10)
    expect("was master" in lvsd.log(), lvsd.log())
    pings.signal(signal.SIGINT)
    pings.exit_status(10)
    said = pings.log()
    expect(" 0 packets received" in said and int(said.split(" packets transmitted")[0].split()[-1]) > 10, said[-300:])


@scenario(only="lvsd")
def check_names_the_virtual_server_that_nobody_would_reach(stage):
    """With its position, and what to do."""
    path = stage.write("served.conf", router("VI_1", 51, [DROPPED], extra="    no_accept\n") + (
        f"virtual_server {DROPPED} 80 {{\n    protocol TCP\n    real_server 192.0.2.21 80 {{\n    }}\n}}\n"))
    said = run(LVSD, "check", path)
    expect("served.conf:13:1: warning: nobody reaches this virtual server" in said and "leave out no_accept" in said,
           said)

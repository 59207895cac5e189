"""Seeds 002 and 004 as they were found, but for addresses, interface and script paths, beside keepalived."""

import os
import time

import seed002
import seed004
from director import Keepalived, Lvsd, program_under_test
from lan import Site
from scenario import scenario
from traffic import get
from waiting import expect, expect_equal, until
from wire import Wire


class Stage(Site):
    """A segment with a wire that records; hosts and daemons as a seed asks for them."""

    def __enter__(self):
        super().__enter__()
        self.nodes = {}
        self.wire = Wire(self)
        return self

    def deploy(self, addresses, text, others):
        """A host with a web server and a daemon for each node; those of `others` run keepalived."""
        for name, address in addresses.items():
            host = self.host(name, f"{address}/24")
            if program_under_test() == "lvsd" and name not in others:
                self.nodes[name] = Lvsd(self, host, text(name), table="memory")
            else:
                self.nodes[name] = Keepalived(self, host, text(name))
        self.client = self.host("client", f"{seed004.CLIENT}/24")

    def serve(self, name, port):
        """Starts the web server of a node, which answers with the node's name."""
        pages = self.file(f"{name}.pages")
        os.makedirs(pages, exist_ok=True)
        self.write(os.path.join(f"{name}.pages", "index.html"), name)
        return self.start(f"{name}-httpd", self.nodes[name].host,
                          "busybox", "httpd", "-f", "-p", str(port), "-h", pages)

    def await_only(self, name, vip, seconds):
        """Waits until one node alone holds the VIP."""
        until(f"{name} alone holds {vip}",
              lambda: [one for one, node in self.nodes.items() if node.holds(vip)] == [name], seconds)

    def pings(self, address):
        """Whether an address answers one ping of the client."""
        said = self.client.run("busybox", "ping", "-c", "1", "-W", "1", address, accept=(0, 1))
        return " 1 packets received" in said


@scenario(limit=150, cases={"three_lvsd": (), "keepalived_is_master": ("node1",), "keepalived_is_a_backup": ("node3",)})
def seed_002_one_of_two_equal_backups_takes_over_and_gives_back(stage, others):
    """The master stops: one backup of priority 199 takes over, and of two that do the one with the higher address."""
    stage.deploy(seed002.NODES, seed002.text, others)
    for name in seed002.NODES:
        stage.serve(name, seed002.NODE_PORT)
        stage.nodes[name].start()
    for node in stage.nodes.values():
        node.await_ready(30)
    stage.await_only("node1", seed002.VIP, 20)
    expect(f"{seed002.VIP}/24" in stage.nodes["node1"].host.addresses("ens192"), "the VIP has not its prefix")
    expect(stage.pings(seed002.VIP), "the VIP does not answer a ping")
    expect_equal("who answers", get(stage.client, seed002.VIP, seed002.NODE_PORT), "node1")
    since = time.time()
    expect_equal("exit status", stage.nodes["node1"].stop(), 0)
    winner = until("one backup alone sends adverts", lambda: winner_of_two(stage, since), 15)
    stage.await_only(winner, seed002.VIP, 5)
    until(f"{winner} answers", lambda: get(stage.client, seed002.VIP, seed002.NODE_PORT) == winner, 10)
    stage.nodes["node1"].start().await_ready(30)
    stage.await_only("node1", seed002.VIP, 20)
    until("node1 answers", lambda: get(stage.client, seed002.VIP, seed002.NODE_PORT) == "node1", 10)


def winner_of_two(stage, since):
    """Node 2 or 3, whichever has sent three adverts; node 3 where both have sent any."""
    sent = {name: len(stage.wire.adverts(name, since, priority=199)) for name in ("node2", "node3")}
    if max(sent.values()) < 3:
        return None
    expect(not all(sent.values()) or sent["node3"] >= 3, f"the lower address won: {sent}")
    return "node3" if sent["node3"] >= 3 else "node2"


@scenario(limit=200, cases={
    f"weight_{sign}_{label}": (weight, others) for sign, weight in (("negative", -20), ("positive", 20))
    for label, others in (("two_lvsd", ()), ("keepalived_is_web1", ("web1",)), ("keepalived_is_web2", ("web2",)))})
def seed_004_weights_move_an_address_that_strict_mode_keeps_from_answering(stage, case):
    """The web server of web1 ends: 100 - 20 < 90, or 100 < 90 + 20; it comes back: 100 > 90, or 120 > 110."""
    weight, others = case
    script = stage.write("check_http.sh", seed004.SCRIPT)
    os.chmod(script, 0o700)
    stage.deploy(seed004.NODES, lambda name: seed004.text(name, script, weight), others)
    servers = {name: stage.serve(name, 80) for name in seed004.NODES}
    for node in stage.nodes.values():
        node.start().await_ready(30)
    stage.await_only("web1", seed004.VIP, 30)
    expect_mute(stage, "web1")
    expect_priorities(stage, 100 + max(weight, 0), 90 + max(weight, 0))
    servers["web1"].kill()
    stage.await_only("web2", seed004.VIP, 30)
    expect_mute(stage, "web2")
    expect_priorities(stage, 100 + min(weight, 0), 90 + max(weight, 0))
    stage.serve("web1", 80)
    stage.await_only("web1", seed004.VIP, 30)
    if not others and program_under_test() == "lvsd" and weight < 0:
        without_strict_mode(stage, script, weight)


def expect_mute(stage, name):
    """The VIP is that node's for its neighbours, and answers neither ping nor HTTP; the node itself does."""
    expect(not stage.pings(seed004.VIP), f"{seed004.VIP} of {name} answers a ping in strict mode")
    expect_equal("what the VIP serves in strict mode", page(stage), None)
    until(f"{seed004.VIP} is {name} for its neighbours",
          lambda: stage.client.ip(f"neighbour show {seed004.VIP}").split()[4:5] == [mac(stage, name)], 5)
    expect(stage.pings(seed004.NODES[name]), f"{name} itself does not answer")


def page(stage):
    """The page at the VIP; none where nobody answers."""
    try:
        return get(stage.client, seed004.VIP, 80, seconds=1)
    except OSError:
        return None


def mac(stage, name):
    """The Ethernet address of a node as `ip` writes it."""
    return ":".join(f"{octet:02x}" for octet in stage.nodes[name].host.mac())


def expect_priorities(stage, web1, web2):
    """The effective priorities of the lvsd among both nodes."""
    for name, wanted in (("web1", web1), ("web2", web2)):
        node = stage.nodes[name]
        if node.program == "lvsd":
            until(f"priority of {name} is {wanted}",
                  lambda: node.status()["vrrp_instance"][0]["priority"] == wanted, 10)  # pylint: disable=W0640


def without_strict_mode(stage, script, weight):
    """What the author of the seed wanted: without vrrp_strict the page is served, whoever is master."""
    for name, node in stage.nodes.items():
        node.configure(seed004.text(name, script, weight).replace(seed004.STRICT, ""))
        expect_equal("answer to the reload", node.post("/v1/reload"), 200)
    stage.await_only("web1", seed004.VIP, 20)
    until("the page is there", lambda: page(stage) == "web1", 10)

"""A sync group of two virtual routers on two interfaces: lvsd and keepalived as a pair, each in both roles."""

from director import PROGRAMS, instance, program_under_test
from lan import DISABLED, FORWARDING, INTERFACE, Site
from scenario import scenario
from waiting import expect_equal, stays, until

SECOND = "ens224"
VIPS = ("192.0.2.100", "198.51.100.100")
PRIORITIES = {"node1": 150, "node2": 100}
INTERVAL = 0.2
DOWN = 3.7 * INTERVAL  # seconds of silence, at most
GROUP = "vrrp_sync_group VG {\n    group {\n        VI_1\n        VI_2\n    }\n}\n"


class Stage(Site):
    """Two hosts with two interfaces each; node 1 is the preferred one."""

    def __enter__(self):
        super().__enter__()
        self.on, self.nodes = {}, {}
        for number, name in enumerate(PRIORITIES, 11):
            self.on[name] = self.host(name, f"192.0.2.{number}/24")
            self.on[name].add_port(f"{name}-b", SECOND, f"198.51.100.{number}/24")
        return self

    def deploy(self, ours, group=GROUP):
        """Starts the program under test as one node, which has the group, and keepalived as the other."""
        for name, priority in reversed(PRIORITIES.items()):
            program = program_under_test() if name == ours else "keepalived"
            how = {"table": "memory"} if program == "lvsd" else {}
            self.nodes[name] = PROGRAMS[program](self, self.on[name], text(priority, group if name == ours else GROUP), **how)
            self.nodes[name].start().await_ready(20)

    def holders(self):
        """Who holds each of the two addresses."""
        return [[name for name, host in self.on.items() if host.has(vip)] for vip in VIPS]

    def await_both(self, name, seconds=10):
        """Waits until one node alone holds both addresses."""
        until(f"{name} alone holds both addresses", lambda: self.holders() == [[name], [name]] or whose(self), seconds)

    def cut(self, name):
        """Takes the carrier of a node's second interface away."""
        self.switch.ip(f"link set dev {name}-b down")

    def mend(self, name):
        """Gives it back."""
        self.switch.ip(f"link set dev {name}-b up")


def whose(stage):
    """Says who holds what."""
    raise ValueError(f"held by {stage.holders()}")


def text(priority, group):
    """The configuration of a node."""
    return group + "".join(
        instance(priority, None, 3, INTERVAL, f"{vip}/24", vrid=number, interface=interface).replace(
            "VI_1", f"VI_{number}").replace("state MASTER", "state BACKUP")
        for number, (vip, interface) in enumerate(zip(VIPS, (INTERFACE, SECOND)), 1))


@scenario(cases={"lvsd_is_master": "node1", "lvsd_is_backup": "node2"})
def sync_group_moves_as_one_between_lvsd_and_keepalived(stage, ours):
    """A member without carrier takes the other along; a member that alone hears nobody goes nowhere."""
    stage.deploy(ours)
    stage.await_both("node1", 15)
    stage.cut("node1")
    stage.await_both("node2")
    stage.mend("node1")
    stage.await_both("node1")
    stage.cut("node2")
    stays("node 1 keeps both", lambda: stage.holders() == [["node1"], ["node1"]], DOWN)
    stage.mend("node2")
    stays("node 1 keeps both", lambda: stage.holders() == [["node1"], ["node1"]], 2 * DOWN)
    stage.port_state("node1-b", DISABLED)
    stays("node 2 takes none of them alone", lambda: stage.holders() == [["node1"], ["node1"]], 4 * DOWN)
    stage.port_state("node1-b", FORWARDING)
    stage.nodes["node1"].crash()
    until("node 2 holds both", lambda: all("node2" in names for names in stage.holders()), 10)
    stage.nodes["node1"].start().await_ready(20)
    stage.await_both("node1", 15)
    expect_equal("exit status", stage.nodes["node1"].stop(), 0)
    stage.await_both("node2")


@scenario(cases={"lowers_the_priorities": 1, "is_a_fault": 0})
def what_a_sync_group_tracks_moves_all_of_it(stage, weight):
    """`track_file` of a group: the priorities of its members stay together, or all of them are in a fault."""
    path = stage.write("offset", "0\n")
    block = f"track_file offset {{\n    file {path}\n    weight {weight}\n}}\n"
    track = "    track_file {\n        offset\n    }\n}\n"
    stage.deploy("node1", block + GROUP[:GROUP.rindex("}")] + track)
    stage.await_both("node1", 15)
    stage.write("offset", "-60\n")
    stage.await_both("node2")
    if program_under_test() == "lvsd":
        status = stage.nodes["node1"].status()
        expect_equal("members", [(one["state"], one["priority"]) for one in status["vrrp_instance"]],
                     [("BACKUP", 90) if weight else ("FAULT", 150)] * 2)
        group = status["vrrp_sync_group"][0]
        expect_equal("group", (group["state"], group["track"][0]["number"]), ("BACKUP" if weight else "FAULT", -60))
    stage.write("offset", "0\n")
    stage.await_both("node1")

"""What is tracked moves mastership: scripts, processes, files and interfaces, with keepalived as the peer."""

import os
import shutil

from director import Keepalived, Lvsd, instance, program_under_test
from lan import Site
from scenario import scenario
from waiting import expect, expect_equal, stays, until
from wire import Wire

VIP = "192.0.2.100"
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
INTERVAL = 0.1


class Stage(Site):
    """The node under test with priority 100, and keepalived with priority 90 as its peer."""

    def __enter__(self):
        super().__enter__()
        self.hosts_by_name = {name: self.host(name, f"{address}/24") for name, address in ADDRESSES.items()}
        self.wire = Wire(self)
        self.node = self.peer = None
        return self

    def deploy(self, blocks, tracks, priority=100):
        """Starts both; `blocks` stand before the node's instance, `tracks` inside it. Node 1 becomes master."""
        host = self.hosts_by_name["node1"]
        text = blocks + instance(priority, version=3, interval=INTERVAL, vip=VIP, extra=tracks)
        if program_under_test() == "lvsd":
            self.node = Lvsd(self, host, text, table="memory")
        else:
            self.node = Keepalived(self, host, "global_defs {\n    script_user root\n}\n" + text)
        self.peer = Keepalived(self, self.hosts_by_name["node2"],
                               instance(90, version=3, interval=INTERVAL, vip=VIP))
        self.peer.start().await_ready(20)
        self.node.start().await_ready(20)
        self.await_master("node1")

    def await_master(self, name, seconds=15):
        """Waits until one node alone holds the VIP."""
        until(f"{name} alone holds {VIP}",
              lambda: [one for one, host in self.hosts_by_name.items() if host.holds(VIP)] == [name], seconds)

    def touch(self, name):
        """Makes an empty file."""
        return self.write(name, "")

    def tracked(self):
        """What the status of the node says of the one thing that it tracks."""
        return self.node.status()["vrrp_instance"][0]["track"][0]


def script(command, weight=0, more=""):
    """A `vrrp_script` that runs five times a second."""
    return (f"vrrp_script check {{\n    script \"{command}\"\n    interval 0.2\n    timeout 2\n"
            f"    weight {weight}\n{more}}}\n")


TRACK_SCRIPT = "    track_script {\n        check\n    }\n"


@scenario(cases={"lowers_the_priority": -20, "no_longer_raises_the_priority": 20, "is_a_fault": 0})
def script_that_fails_moves_the_address_and_back(stage, weight):
    """The three kinds of weight: the other node takes over while the script fails."""
    flag = stage.touch("healthy")
    stage.deploy(script(f"test -e {flag}", weight), TRACK_SCRIPT, 75 if weight > 0 else 100)
    os.unlink(flag)
    stage.await_master("node2")
    if program_under_test() == "lvsd":
        one = stage.node.status()["vrrp_instance"][0]
        expect_equal("state", one["state"], "FAULT" if weight == 0 else "BACKUP")
        expect_equal("priority", one["priority"], {0: 100, -20: 80, 20: 75}[weight])
        expect_equal("script", (stage.tracked()["state"], stage.tracked()["detail"]), ("down", "exit status 1"))
    stage.touch("healthy")
    stage.await_master("node1")


@scenario(only="lvsd")
def process_that_ends_moves_the_address_and_back(stage):
    """`vrrp_track_process` without a script; keepalived's kernel connector is deaf in a network namespace."""
    program = shutil.copy("/bin/sleep", stage.file("lvsd-tracked"))
    host = stage.hosts_by_name["node1"]
    process = stage.start("app", host, program, "1000")
    stage.deploy("vrrp_track_process app {\n    process lvsd-tracked\n    weight 0\n}\n",
                 "    track_process {\n        app\n    }\n")
    process.kill()
    stage.await_master("node2")
    stage.start("app2", host, program, "1000")
    stage.await_master("node1")


@scenario()
def number_in_a_file_moves_the_address_and_back(stage):
    """`track_file`: what is written into a file counts at once."""
    path = stage.write("offset", "0\n")
    stage.deploy(f"track_file offset {{\n    file {path}\n}}\n", "    track_file {\n        offset\n    }\n")
    stage.write("offset", "-30\n")
    stage.await_master("node2")
    stage.write("offset", "0\n")
    stage.await_master("node1")


@scenario()
def interface_that_goes_down_moves_the_address_and_back(stage):
    """`track_interface` with an interface that is not the instance's own."""
    host = stage.hosts_by_name["node1"]
    host.ip("link add other type veth peer name rest")
    host.ip("link set rest up")
    host.ip("link set other up")
    stage.deploy("", "    track_interface {\n        other weight -20\n    }\n")
    host.ip("link set other down")
    stage.await_master("node2")
    host.ip("link set other up")
    stage.await_master("node1")


@scenario(only="lvsd")
def script_that_hangs_is_ended_and_delays_no_advert(stage):
    """It fails at its timeout, nothing of it stays, and adverts go on while it hangs."""
    flag = stage.touch("healthy")
    pids = stage.file("pids")
    hang = stage.write("hang", f"#!/bin/sh\necho $$ >> {pids}\ntest -e {flag} && exit 0\nsleep 1000 &\nwait\n")
    os.chmod(hang, 0o700)
    stage.deploy(script(hang, -20, "    fall 2\n").replace("timeout 2", "timeout 1"), TRACK_SCRIPT)
    os.unlink(flag)
    stage.await_master("node2", 20)
    runs = stage.tracked()["runs"]
    expect(runs["timed_out"] >= 2 and runs["skipped"] >= 2, f"counted {runs}")
    lateness = stage.node.status()["vrrp_instance"][0]["counters"]["other"]["advert_lateness_max_nanos"]
    expect(lateness < 50_000_000, f"an advert was {lateness / 1e6} ms late")
    stage.touch("healthy")
    stage.await_master("node1", 20)
    until("no script is left", lambda: not living(pids), 10)


def living(pids):
    """The processes of a list of their numbers that live."""
    with open(pids, encoding="ascii") as lines:
        return [pid for pid in lines.read().split()
                if os.path.exists(f"/proc/{pid}") and "hang" in command_line(pid)]


def command_line(pid):
    """The command line of a process, empty where it is gone."""
    try:
        with open(f"/proc/{pid}/cmdline", encoding="utf-8") as text:
            return text.read()
    except OSError:
        return ""


@scenario(only="lvsd")
def reload_keeps_the_state_of_a_script_and_judges_a_new_one_by_its_first_result(stage):
    """A reload with another weight and one more script moves nothing until that script has failed."""
    flag = stage.touch("healthy")
    stage.deploy(script(f"test -e {flag}", -20), TRACK_SCRIPT)
    since = stage.tracked()["since"]
    late = script("sh -c 'sleep 1; false'").replace("script check", "script late")
    stage.node.configure(script(f"test -e {flag}", -5) + late + instance(
        100, version=3, interval=INTERVAL, vip=VIP, extra=TRACK_SCRIPT.replace("check\n", "check\n        late\n")))
    expect_equal("answer to the reload", stage.node.post("/v1/reload"), 200)
    expect_equal("since", stage.tracked()["since"], since)
    stays("node 1 holds the address", lambda: stage.hosts_by_name["node1"].holds(VIP), 0.5)
    stage.await_master("node2")
    expect_equal("state", stage.node.status()["vrrp_instance"][0]["state"], "FAULT")

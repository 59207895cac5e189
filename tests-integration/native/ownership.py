"""What a director leaves behind: a dead one's addresses go, a quick restart goes on, and nothing leaks."""

import os
import signal
import time

from director import LVSD, Lvsd, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Wire

VIP, OTHER_VIP, FOREIGN = "192.0.2.100", "192.0.2.101", "192.0.2.150"
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
PRIORITIES = {"node1": 99, "node2": 90}
LIFETIME = 5  # seconds: vip_lifetime auto with adverts of 1.25 s and less
KERNEL = 0.5  # seconds that the kernel may be late with it


class Stage(Site):
    """Two hosts and a wire that records; directors as they are asked for, their tables in memory."""

    def __enter__(self):
        super().__enter__()
        self.hosts_by_name = {name: self.host(name, f"{address}/24") for name, address in ADDRESSES.items()}
        self.wire = Wire(self)
        return self

    def director(self, name, interval, more="", extra=""):
        """A director; `more` is text beside its instance, `extra` inside of it."""
        return Lvsd(self, self.hosts_by_name[name],
                    instance(PRIORITIES[name], None, 3, interval, VIP, extra=extra) + more, table="memory")

    def pair(self, interval, extra=""):
        """Both directors, node 1 master, each of them heard by the other."""
        node1, node2 = self.director("node1", interval, extra=extra), self.director("node2", interval)
        node2.start().await_ready(20)
        until("node 2 is master", lambda: node2.holds(VIP), 20)
        node1.start().await_ready(20)
        if not extra:
            until("node 1 alone is master", lambda: node1.holds(VIP) and not node2.holds(VIP), 20)
        return node1, node2


def lifetime(director, address):
    """The seconds that the kernel will keep an address, `forever`, or an empty text where it is not there."""
    words = director.host.ip(f"-o address show dev {INTERFACE} to {address}").split()
    return words[words.index("valid_lft") + 1].removesuffix("sec") if words else ""


def state(director):
    """The state of the only instance, as `lvsctl vrrp` shows it."""
    return director.status()["vrrp_instance"][0]["state"]


@scenario(only="lvsd")
def killed_master_loses_its_vip_and_the_other_takes_over(stage):
    """The kernel takes the address away; while the daemon lives it is renewed."""
    node1, node2 = stage.pair(0.5)
    until("the VIP has a lifetime", lambda: lifetime(node1, VIP) not in ("", "forever"), 5)
    stays("the VIP is renewed", lambda: int(lifetime(node1, VIP)) >= 3, LIFETIME + 2)
    killed = time.time()
    node1.crash()
    expect(node1.holds(VIP), "the VIP went with the process, which is not what is tested")
    until("node 2 takes over", lambda: node2.holds(VIP), 5)
    until("the VIP is gone", lambda: not node1.holds(VIP), LIFETIME + 2, every=0.02)
    expect_between("seconds that it was still there", LIFETIME - 2, time.time() - killed, LIFETIME + KERNEL)


@scenario(only="lvsd")
def stopped_process_loses_its_vip_and_yields_when_it_goes_on(stage):
    """A daemon that hangs as a whole is fenced too, and does not put its addresses back."""
    node1, node2 = stage.pair(0.5)
    until("the VIP has a lifetime", lambda: lifetime(node1, VIP) not in ("", "forever"), 5)
    node1.process.signal(signal.SIGSTOP)
    until("node 2 takes over", lambda: node2.holds(VIP), 5)
    until("the VIP is gone", lambda: not node1.holds(VIP), LIFETIME + 2)
    node1.process.signal(signal.SIGCONT)
    until("node 1 is master again", lambda: state(node1) == "MASTER" and node1.holds(VIP), 10)
    until("node 2 has yielded", lambda: not node2.holds(VIP), 5)


@scenario(only="lvsd")
def lone_master_that_dies_keeps_its_vip(stage):
    """Nobody was ever heard, so nobody would take over."""
    node1 = stage.director("node1", 0.5).start().await_ready(20)
    until("node 1 is master", lambda: node1.holds(VIP), 20)
    expect_equal("lifetime", lifetime(node1, VIP), "forever")
    node1.crash()
    stays("the VIP is there", lambda: node1.holds(VIP), LIFETIME + 2)


@scenario(only="lvsd")
def restart_within_three_adverts_goes_on_as_master(stage):
    """The peer hears nothing of it, and the address is there all along."""
    node1, node2 = stage.pair(4)
    since = time.time()
    stage.wire.await_advert("node1", since, 6)
    node1.crash()
    node1.start().await_ready(20)
    until("node 1 is master again", lambda: state(node1) == "MASTER", 5)
    expect(node1.holds(VIP), "the VIP is not there")
    expect("was master" in node1.log(), node1.log())
    stays("node 2 is backup", lambda: not node2.holds(VIP), 6)
    expect_equal("adverts of node 2", stage.wire.adverts("node2", since), [])


@scenario(only="lvsd")
def later_restart_begins_as_backup_without_the_vip(stage):
    """With nopreempt it stays one; what the dead one left is removed at once."""
    node2 = stage.director("node2", 0.1)
    node1 = stage.director("node1", 0.1, "lvsd {\n    vip_lifetime forever\n}\n", "    nopreempt\n")
    node1.start().await_ready(20)
    until("node 1 is master", lambda: node1.holds(VIP), 20)
    node2.start().await_ready(20)
    node1.crash()
    until("node 2 takes over", lambda: node2.holds(VIP), 5)
    expect(node1.holds(VIP), "the dead node's VIP stays for ever")
    node1.start().await_ready(20)
    until("the VIP is gone", lambda: not node1.holds(VIP), 5)
    stays("node 1 is backup", lambda: state(node1) == "BACKUP" and not node1.holds(VIP), 2)


@scenario(only="lvsd")
def edited_file_after_a_crash_leaks_nothing_and_takes_nothing_foreign(stage):
    """What is no longer configured is removed at the start, and what somebody else added is not."""
    node1 = stage.director("node1", 0.2)
    without = instance(PRIORITIES["node1"], None, 3, 0.2, VIP)
    node1.configure(without.replace(VIP, f"{VIP}\n        {OTHER_VIP}/24"))
    node1.start().await_ready(20)
    until("node 1 holds both", lambda: node1.holds(VIP) and node1.holds(OTHER_VIP), 20)
    node1.crash()
    node1.host.ip(f"address add {FOREIGN}/24 dev {INTERFACE}")
    node1.configure(without)
    node1.start().await_ready(20)
    until("node 1 is master", lambda: state(node1) == "MASTER" and node1.holds(VIP), 20)
    expect(not node1.holds(OTHER_VIP), "an address that is not configured any more is still there")
    expect(node1.holds(FOREIGN) and node1.holds(ADDRESSES["node1"]), "a foreign address was removed")
    expect_equal("the list", owned(node1), [f"{VIP}/32 {INTERFACE}"])
    expect_equal("exit status", node1.stop(), 0)
    expect_equal("the list after the stop", owned(node1), [])
    expect(not node1.holds(VIP) and node1.holds(FOREIGN), "the stop left or took the wrong addresses")


def owned(director):
    """The virtual addresses that a director has written down."""
    with open(os.path.join(director.state, "owned-addresses"), encoding="ascii") as text:
        title, *lines = text.read().splitlines()
    expect_equal("the title", title, "# lvsd owned 1")
    return lines


@scenario(only="lvsd")
def cleanup_removes_what_a_dead_director_left_and_refuses_while_one_runs(stage):
    """By the list of the dead one; a second time there is nothing to do."""
    node1 = stage.director("node1", 0.2).start().await_ready(20)
    until("node 1 is master", lambda: node1.holds(VIP), 20)
    refused = cleanup(stage, node1, 1)
    expect("already runs" in refused, refused)
    expect(node1.holds(VIP), "cleanup took the VIP of a director that runs")
    node1.crash()
    node1.host.ip(f"address add {FOREIGN}/24 dev {INTERFACE}")
    done = cleanup(stage, node1, 0)
    expect(f"removed address {VIP}/32 {INTERFACE}" in done, done)
    expect(not node1.holds(VIP) and node1.holds(FOREIGN), "cleanup left or took the wrong addresses")
    expect("no virtual address was left" in cleanup(stage, node1, 0), "cleanup is not done after cleanup")


def cleanup(stage, director, status):
    """Runs `lvsd cleanup`; what it says."""
    process = stage.start("cleanup", director.host, LVSD, "cleanup", "--state", director.state)
    start = 0 if not hasattr(stage, "cleaned") else stage.cleaned
    expect_equal(f"exit status of cleanup ({process.log()[start:]})", process.exit_status(20), status)
    stage.cleaned = len(process.log())
    return process.log()[start:]


SILENT = "192.0.2.77"
SERVED = f"""virtual_server {VIP} 80 {{
    delay_loop 1
    protocol TCP
    lb_kind DR
    real_server {SILENT} 80 {{
        TCP_CHECK {{
            connect_timeout 4
        }}
    }}
}}
lvsd {{
    ready_wait 30
}}
"""


def silence(host):
    """The address of the real server leads nowhere."""
    host.ip(f"neighbour add {SILENT} lladdr 02:00:00:00:00:77 dev {INTERFACE}")


@scenario(only="lvsd")
def director_that_is_not_ready_replaces_no_master(stage):
    """Its only check has no answer for four seconds; its adverts' bound would be a third of a second."""
    node2 = stage.director("node2", 0.1).start().await_ready(20)
    until("node 2 is master", lambda: node2.holds(VIP), 20)
    silence(stage.hosts_by_name["node1"])
    node1 = stage.director("node1", 0.1, SERVED).start()
    until("node 1 answers", node1.status, 20)
    expect(any("starting" in warning for warning in node1.status()["daemon"]["warnings"]), "status does not say it")
    stays("node 1 waits", lambda: not node1.holds(VIP), 2.5)
    until("node 1 is ready and master", lambda: node1.holds(VIP), 10)
    expect_equal("what it waits for", [warning for warning in node1.status()["daemon"]["warnings"]
                                       if "starting" in warning], [])


@scenario(only="lvsd")
def director_that_is_not_ready_serves_where_nobody_else_does(stage):
    """Half a service is better than none."""
    silence(stage.hosts_by_name["node1"])
    node1 = stage.director("node1", 0.1, SERVED).start()
    until("node 1 is master", lambda: node1.holds(VIP), 20)
    expect(not node1.ready(), "node 1 was ready before its check had a result")


@scenario(only="lvsd")
def instance_that_a_reload_adds_before_the_start_is_done_replaces_no_master(stage):
    """Its virtual server has not been checked either."""
    node2 = stage.director("node2", 0.1).start().await_ready(20)
    until("node 2 is master", lambda: node2.holds(VIP), 20)
    silence(stage.hosts_by_name["node1"])
    node1 = stage.director("node1", 0.1, SERVED)
    priority = PRIORITIES["node1"]
    node1.configure(instance(priority, None, 3, 0.1, OTHER_VIP, vrid=52) + SERVED)
    node1.start()
    until("node 1 answers", node1.status, 20)
    node1.configure(instance(priority, None, 3, 0.1, VIP) + SERVED)
    until("the reload is done", lambda: reloaded(node1, 51), 5)
    expect(not node1.ready(), "node 1 was ready before the reload, which is not what is tested")
    stays("node 1 waits", lambda: not node1.holds(VIP), 1.5)
    until("node 1 is ready and master", lambda: node1.holds(VIP), 10)


def reloaded(director, vrid):
    """Asks for a reload, which the start may not take yet; whether the only instance is that of a VRID."""
    director.process.signal(signal.SIGHUP)
    return director.status()["vrrp_instance"][0]["virtual_router_id"] == vrid

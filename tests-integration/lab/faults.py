"""The table beside programs that edit it, without its module, and after kill -9 in the middle of programming it."""

import os
import random
import socket
import threading

from director import Lvsd
from ipvs_contest import changes_in
from labkernel import is_lab_kernel
from lan import Site
from scenario import scenario
from table import NETLINK_GENERIC, await_listing, listing
from traffic import Download, RealServer
from waiting import expect, expect_equal, until

SHARED = True
SERVICES, REALS = 4_000, 5  # 24,000 entries
KILLS = int(os.environ.get("KILLS", "2"))
EDITING = int(os.environ.get("EDITING", "20"))  # seconds
VIP, REAL = "192.0.2.100", "192.0.2.21"
THEIRS = "203.0.113.1:80"
FOREIGN = [f"-A -t {THEIRS} -s rr", f"-a -t {THEIRS} -r 192.0.2.99:80 -m -w 3"]
HELD = (f"virtual_server {VIP} 80 {{\n lb_algo rr\n lb_kind DR\n protocol TCP\n"
        f" real_server {REAL} 80 {{\n  weight 1\n }}\n}}\n")

# An editor: every kind of edit to ours and to its own, without a pause; at last what it has made of its own.
EDITOR = """\
port() {{ echo $((1000 + RANDOM % {services})); }}
end=$((SECONDS + {seconds}))
while [ $SECONDS -lt $end ]; do
    ours="-t 192.0.2.100:$(port)"; theirs="-t 203.0.113.2:$(port)"; real=192.0.2.$((21 + RANDOM % 3))
    case $((RANDOM % 8)) in
    0) ipvsadm -D $ours ;;
    1) ipvsadm -d $ours -r $real ;;
    2) ipvsadm -a $ours -r $real -g -w $((RANDOM % 9)) ;;
    3) ipvsadm -e $ours -r $real -m -w $((RANDOM % 9)) ;;
    4) ipvsadm -E $ours -s lc ;;
    5) ipvsadm -A $theirs -s rr ;;
    6) ipvsadm -a $theirs -r $real -g -w $((RANDOM % 9)) ;;
    7) ipvsadm -D $theirs ;;
    esac >/dev/null 2>&1
done
true
"""

# Takes out IPVS with all of its schedulers, which somebody may have in use for a moment.
UNLOAD = """\
for try in $(seq 100); do
    ipvsadm -C
    modprobe -d /run/m -r $(awk '/^ip_vs_/ { print $1 }' /proc/modules) ip_vs 2>/dev/null && exit 0
    sleep 0.1
done
cat /proc/modules
exit 1
"""


class Stage(Site):
    """A director's host that has the VIP, a real server with a long file, a client."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", f"{VIP}/32")
        self.director_host.ip("link add nlmon0 type nlmon")
        self.director_host.ip("link set nlmon0 up")
        self.client_host = self.host("client", "192.0.2.31/24")
        real = RealServer(self, self.host("real", f"{REAL}/24"), VIP)
        real.page("file", "0123456789" * (Download.SIZE // 10))
        real.open()
        return self

    def run(self, text):
        """Starts a director with this configuration and waits until it answers."""
        return Lvsd(self, self.director_host, text).start().await_ready(300)

    def watch(self):
        """A socket that gets every netlink datagram of the director's host as it is sent."""
        watch = self.director_host.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        watch.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
        with self.director_host.inside():
            watch.bind(("nlmon0", 3))
        watch.settimeout(120)
        return watch

    def ipvsadm(self, *words, **how):
        """ipvsadm on the director's host."""
        return self.director_host.run("ipvsadm", *words, **how)


def service(port, weight=5):
    """keepalived.conf text of a virtual server with two real servers."""
    reals = "".join(f" real_server 192.0.2.{real} {port} {{ weight {weight} }}\n" for real in (21, 22))
    return f"virtual_server {VIP} {port} {{\n lb_algo rr\n lb_kind DR\n protocol TCP\n{reals}}}\n"


def lines(port, weight=5):
    """The listing of `service`."""
    return "\n".join([f"TCP {VIP}:{port} rr", *(f"-> 192.0.2.{real}:{port} Route {weight}" for real in (21, 22))])


@scenario(only="lvsd", limit=240)
def program_that_edits_in_a_loop_changes_nothing_of_ours_and_loses_nothing_of_its_own(stage):
    """ipvsadm edits 6 of our virtual servers and as many of its own; afterwards all is as each of both wants it."""
    director = stage.run("".join(service(1000 + number) for number in range(6)))
    editor = EDITOR.format(services=6, seconds=EDITING)
    stage.director_host.run("bash", "-c", editor, seconds=EDITING + 60)
    theirs = "\n".join(block for block in blocks(listing(stage.director_host)) if VIP not in block.split("\n")[0])
    wanted = "\n".join(lines(1000 + number) for number in range(6)) + "\n" + theirs
    await_listing(stage.director_host, wanted, 20)
    table = director.status()["table"]
    expect(table["drift"] > 5, f"no drift is counted: {table}")
    expect_equal("virtual servers of others", table["others"]["virtual_server"], theirs.count("TCP"))
    told = director.log().count("someone else changed it")
    expect(1 <= told <= 6 * 6, f"{told} lines about drift")
    stage.ipvsadm("-C")
    await_listing(stage.director_host, "\n".join(lines(1000 + number) for number in range(6)), 20)
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("the table afterwards", listing(stage.director_host), "")
    return f"{table['drift']} changes put back in {EDITING} s, {told} lines about it"


def blocks(text):
    """The services of a listing, each with its real servers."""
    found = []
    for line in text.splitlines():
        if line.startswith("->"):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


@scenario(only="lvsd")
def what_is_foreign_goes_where_the_file_says_so_and_only_then(stage):
    """foreign: keep, then a dry run that says what would go, then remove by a reload; then keep again."""
    stage.ipvsadm("-A", "-t", THEIRS, "-s", "rr")
    stage.ipvsadm("-A", "-f", "7", "-s", "wlc")
    director = stage.run(service(1000))
    await_listing(stage.director_host, f"{lines(1000)}\nTCP {THEIRS} rr\nFWM 7 wlc", 10)
    until("they are counted", lambda: director.status()["table"]["others"]["virtual_server"] == 2, 20)
    director.configure(service(1000) + "lvsd {\n foreign remove\n}\n")
    told = director.lvsctl("reload", "--dry-run")
    expect("2 virtual servers of others" in told, f"the dry run does not say how many: {told}")
    director.reload()
    await_listing(stage.director_host, lines(1000), 10)
    stage.ipvsadm("-A", "-f", "8", "-s", "wlc")
    await_listing(stage.director_host, lines(1000), 20)
    expect("ipvsadm -A -f 7 -s wlc" in director.log(), "the log does not say what it was")
    expect_equal("removed", director.status()["table"]["others"]["removed"], 3)
    director.configure(service(1000))
    director.reload()
    stage.ipvsadm("-A", "-t", THEIRS, "-s", "rr")
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("the table afterwards", listing(stage.director_host), f"TCP {THEIRS} rr")
    stage.ipvsadm("-C")


@scenario(only="lvsd")
def module_that_is_taken_out_while_lvsd_runs_is_named_and_used_again(stage):
    """Somebody flushes the table and unloads ip_vs; lvsd says so, lives, and fills the table when it is back."""
    if not is_lab_kernel():
        return  # no module of the host's own is taken out
    director = stage.run(service(1000))
    await_listing(stage.director_host, lines(1000), 10)
    with open("/proc/sys/kernel/modprobe", "r+", encoding="ascii") as setting:
        loader = setting.read()
        setting.seek(0)
        setting.write("/bin/false\n")
    try:
        stage.director_host.run("bash", "-c", UNLOAD)
        until("lvsd says what is missing", lambda: "this kernel has no IPVS any more" in director.log(), 30)
        expect_equal("lines about it", director.log().count("this kernel has no IPVS any more"), 1)
    finally:
        with open("/proc/sys/kernel/modprobe", "w", encoding="ascii") as setting:
            setting.write(loader)
    until("the table is there again", lambda: listing(stage.director_host) != "", 30)
    await_listing(stage.director_host, lines(1000), 20)
    expect_equal("exit status", director.stop(30), 0)


def many(weight):
    """keepalived.conf text of the whole table; the virtual server that has the connection is as ever."""
    return HELD + "".join(
        f"virtual_server 10.8.{number >> 8}.{number & 255} 80 {{\n lb_algo rr\n lb_kind DR\n protocol TCP\n"
        + "".join(f" real_server 10.{9 + real}.{number >> 8}.{number & 255} 80 {{\n  weight {weight}\n }}\n"
                  for real in range(REALS)) + "}\n"
        for number in range(SERVICES))


def saved(weight):
    """The same as `ipvsadm -Sn` prints it, in order, with what is someone else's."""
    rules = [*FOREIGN, f"-A -t {VIP}:80 -s rr", f"-a -t {VIP}:80 -r {REAL}:80 -g -w 1"]
    for number in range(SERVICES):
        at = f"{number >> 8}.{number & 255}:80"
        rules.append(f"-A -t 10.8.{at} -s rr")
        rules += [f"-a -t 10.8.{at} -r 10.{9 + real}.{at} -g -w {weight}" for real in range(REALS)]
    return sorted(rules)


@scenario(only="lvsd", limit=180 + 120 * KILLS)
def kill_in_the_middle_of_programming_loses_nothing(stage):
    """kill -9 at a random moment of programming 24,000 entries; after the restart the table is right.

    Nothing foreign is touched, and a connection through a virtual server that does not change goes on. `KILLS` in the
    environment says how often; the first time the table is filled, then all weights change.
    """
    stage.ipvsadm("-A", "-t", THEIRS, "-s", "rr")
    stage.ipvsadm("-a", "-t", THEIRS, "-r", "192.0.2.99:80", "-m", "-w", "3")
    director = stage.run(HELD)
    until("the service is there", lambda: REAL in stage.ipvsadm("-Ln"), 10)
    download = Download(stage.client_host, VIP, 80, "/file", pace=0.4 * KILLS)
    until("the connection stands", lambda: download.received > 0, 20)
    moments = []
    for weight in range(1, KILLS + 1):
        director.configure(many(weight))
        moments.append(kill_while_programming(stage, director, weight))
        director.start().await_ready(300)
        expect_equal("the table after the restart", sorted(stage.ipvsadm("-Sn", seconds=120).splitlines()),
                     saved(weight))
        connections = [line for line in stage.ipvsadm("-Lnc").splitlines() if f"{VIP}:80" in line]
        expect(any("ESTABLISHED" in line for line in connections), f"the connection is gone: {connections}")
        before = download.received
        until("data goes on", lambda: download.received > before, 20)
    download.finish(60)
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("what is left", stage.ipvsadm("-Sn").splitlines(), FOREIGN)
    stage.ipvsadm("-C")
    return "killed with so many of the entries done: " + ", ".join(moments)


def kill_while_programming(stage, director, weight):
    """Reloads, and kills lvsd when it has asked for a number of changes drawn by lot; how many were made, in words."""
    request = threading.Thread(target=reload_that_ends_with_it, args=(director,))
    watch = stage.watch()
    request.start()
    until_asked(watch, random.randrange(SERVICES * REALS))
    director.crash()
    watch.close()
    request.join()
    rules = stage.ipvsadm("-Sn", seconds=120).splitlines()
    done = sum(rule.endswith(f"-w {weight}") and " -t 10.8." in rule for rule in rules)
    return f"{done} of {SERVICES * REALS}"


def until_asked(watch, changes):
    """Returns when more than so many changes of the table were asked for."""
    seen = 0
    while seen <= changes:
        data, _, _, address = watch.recvmsg(1 << 20)
        if address[1] == NETLINK_GENERIC:
            seen += changes_in(data)


def reload_that_ends_with_it(director):
    """Asks for a reload, which the kill may answer."""
    try:
        director.post("/v1/reload")
    except OSError:
        pass

"""Notify scripts, pipes and mail where the world moves fast, hangs, or is reloaded."""

import os
import time

from actor import Actor
from advert import Advert
from director import PROGRAMS, Keepalived, Lvsd, instance, program_under_test
from lan import INTERFACE, Site
from mailsink import MailSink
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Injector, Wire

VIP = "192.0.2.100"
INTERVAL = 0.2
PRIORITY, HIGHER, LOWER = 100, 200, 50


class Stage(Site):
    """A node, and a peer whose adverts we send."""

    def __enter__(self):
        super().__enter__()
        self.host_of_node = self.host("node", "192.0.2.11/24")
        injector = Injector(self, self.host("peer", "192.0.2.99/24"), INTERFACE)
        self.wire = Wire(self)
        self.peer = Actor(self, injector, Advert(3, 51, LOWER, INTERVAL, (VIP,), "192.0.2.99"))
        self.offset = self.write("offset", "0\n")
        return self

    def run_node(self, text, program=None):
        """Starts a program with a text."""
        program = program or program_under_test()
        how = {"table": "memory"} if program == "lvsd" else {}
        self.node = PROGRAMS[program](self, self.host_of_node, text, **how)
        self.node.start().await_ready(20)

    def script(self, name, body):
        """Writes a shell script; its path."""
        path = self.write(name, "#!/bin/sh\n" + body)
        os.chmod(path, 0o700)
        return path

    def lines(self, name):
        """The lines of a file of this site, none where there is no file."""
        if not os.path.exists(path := self.file(name)):
            return []
        with open(path, encoding="utf-8") as text:
            return text.read().splitlines()

    def await_line(self, name, words, count=1):
        """Waits until so many lines of a file contain some words."""
        until(f"{words} in {name} ({count})", lambda: sum(words in line for line in self.lines(name)) >= count, 15)

    def scripts(self):
        """What the status says of the scripts of the one virtual router."""
        return self.node.status()["notifications"]["scripts"][0]

    def text(self, words, blocks="", priority=PRIORITY, vrid=51, vip=VIP):
        """The configuration of the node, which follows the number in a file."""
        tracked = f"    track_file {{\n        offset\n    }}\n{words}"
        return blocks + instance(priority, None, 3, INTERVAL, vip, vrid=vrid, extra=tracked).replace(
            "state MASTER", "state BACKUP")

    def globals(self, words):
        """Blocks for all, with the file that is followed."""
        return (f"global_defs {{\n    script_user root\n{words}}}\n"
                f"track_file offset {{\n    file {self.offset}\n    weight 1\n}}\n")


@scenario(only="lvsd")
def slow_script_hears_the_last_state_and_in_order_what_it_is_quick_enough_for(stage):
    """Ten changes while it runs: never two at once, none out of order, what was skipped is counted."""
    log = stage.file("told")
    slow = stage.script("slow", f"echo begin $3 >>{log}\nsleep 0.5\necho end $3 >>{log}\n")
    fifo = stage.file("fifo")
    stage.run_node(stage.text(f"    notify {slow}\n", stage.globals(f"    vrrp_notify_fifo {fifo}\n")))
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    stage.await_line("told", "end MASTER")
    for number in range(10):
        stage.write("offset", "0\n" if number % 2 else "-254\n")
        wanted = "BACKUP" if number % 2 else "FAULT"
        until(wanted, lambda wanted=wanted: stage.node.status()["vrrp_instance"][0]["state"] == wanted, 5, every=0.01)
    stage.peer.play(HIGHER)
    stage.node.stop()
    heard = [line.split()[-2] for line in os.read(reader, 65536).decode().splitlines()]
    os.close(reader)
    told = stage.lines("told")
    begun = told[::2]
    expect_equal("ends", told[1::2], [line.replace("begin", "end") for line in begun])
    states = [line.split()[1] for line in begun]
    expect(subsequence(states, heard), f"{states} is not in the order of {heard}")
    expect_equal("the last state", states[-1], "STOP")
    expect(len(states) < len(heard), f"nothing was skipped: {states} of {heard}")


def subsequence(part, whole):
    """Whether a list is another one with some left out."""
    rest = iter(whole)
    return all(one in rest for one in part)


@scenario(only="lvsd")
def script_or_mail_server_that_hangs_delays_neither_adverts_nor_the_next_script_nor_the_stop(stage):
    """A script is ended with all that it started at notify_timeout, is counted, and the next state is told."""
    pids, log = stage.file("pids"), stage.file("told")
    hang = stage.script("hang", f"echo $3 >>{log}\ntest $3 = MASTER || exit 0\n"
                                f"trap '' TERM\nsleep 1000 & echo $$ $! >>{pids}\nwait\nwait\n")
    silent = MailSink(stage.host_of_node, answers=False)
    stage.closing.append(silent.close)
    stage.run_node("lvsd {\n    notify_timeout 1\n}\n" + stage.text(
        f"    notify {hang}\n    smtp_alert\n",
        stage.globals("    notification_email {\n        admin@example.org\n    }\n"
                      "    smtp_server 192.0.2.11 2525\n    smtp_connect_timeout 30\n")))
    stage.await_line("told", "MASTER")
    stage.peer.play(HIGHER)
    stage.await_line("told", "BACKUP", 2)
    until("nothing of the script is left", lambda: not living(stage.lines("pids")), 5)
    stage.peer.be_silent()
    stage.await_line("told", "MASTER", 2)
    since = time.time()
    until("the hanging script failed", lambda: stage.scripts()["failures"] >= 2, 5)
    times = [frame.time for frame in stage.wire.adverts("node", since)]
    expect(len(times) >= 3, f"{len(times)} adverts while the script hung")
    for before, after in zip(times, times[1:]):
        expect_between("seconds between two adverts", 0.8 * INTERVAL, after - before, INTERVAL + 0.2)
    expect_equal("failures", stage.scripts()["failures"], 2)
    begun = time.monotonic()
    expect_equal("exit status", stage.node.stop(), 0)
    expect_between("seconds of the stop", 0, time.monotonic() - begun, 8)


def living(lines):
    """The processes that live, of lines of their numbers."""
    return [pid for line in lines for pid in line.split() if os.path.exists(f"/proc/{pid}")]


@scenario(only="lvsd")
def reload_tells_nobody_unless_something_changed_and_then_by_the_new_script(stage):
    """The pipe and its reader stay; an instance that goes says DELETED where it is told to, else FAULT."""
    first, second = (stage.script(name, f"echo {name} $2 $3 >>{stage.file('told')}\n") for name in ("old", "new"))
    fifo = stage.file("fifo")
    reader = stage.script("reader", f"echo started >>{stage.file('lines')}\nexec cat $1 >>{stage.file('lines')}\n")
    blocks = stage.globals(f"    vrrp_notify_fifo {fifo}\n    vrrp_notify_fifo_script {reader}\n")
    others = "".join(stage.text(words + f"    notify {first}\n", "", vrid=vrid, vip=f"192.0.2.{vrid}").replace(
        "VI_1", f"VI_{vrid}") for vrid, words in ((61, "    notify_deleted\n"), (62, "")))
    stage.run_node(stage.text(f"    notify {first}\n", blocks) + others)
    for name in ("VI_1", "VI_61", "VI_62"):
        stage.await_line("told", f"old {name} MASTER")
    before = stage.lines("told"), stage.lines("lines")
    stage.node.configure(stage.text(f"    notify {second}\n", blocks) + others)
    stage.node.reload()
    stays("nobody is told", lambda: (stage.lines("told"), stage.lines("lines")) == before, 1)
    stage.peer.play(HIGHER)
    stage.await_line("told", "new VI_1 BACKUP")
    stage.node.configure(stage.text(f"    notify {second}\n", blocks))
    stage.node.reload()
    for name, state in (("VI_61", "DELETED"), ("VI_62", "FAULT")):
        stage.await_line("lines", f'INSTANCE "{name}" {state} 100')
        stage.await_line("told", f"old {name} {state}")
    expect_equal("starts of the reader", stage.lines("lines").count("started"), 1)


def fault_by_file(stage, lines):
    """A fault has the priority from before it; the state after it has the new one, of which nothing more is told."""
    stage.write("offset", "-10\n")
    stage.await_line(lines, "BACKUP_PRIORITY 90")
    stage.write("offset", "-254\n")
    stage.await_line(lines, " FAULT ", 2)
    stage.write("offset", "0\n")
    stage.await_line(lines, " BACKUP 100", 2)
    stage.write("offset", "-254\n")
    stage.await_line(lines, " FAULT ", 3)
    stage.write("offset", "-20\n")
    stage.await_line(lines, " BACKUP 80", 2)
    stage.write("offset", "0\n")
    stage.await_line(lines, "BACKUP_PRIORITY 100", 2)


def fifo_story(stage, program):
    """What the reader of the pipe, and the script for lesser adverts, hear of one program."""
    told = stage.file(f"{program}.told")
    lesser = stage.script(f"{program}.lesser", f'echo "$#" "$@" >>{told}\n')
    reader = stage.script(f"{program}.reader", f"exec cat $1 >>{stage.file(f'{program}.lines')}\n")
    lines = f"{program}.lines"
    stage.run_node(stage.text(
        f'    notify_master_rx_lower_pri "{lesser} it is"\n    notify_priority_changes\n',
        stage.globals(f"    vrrp_notify_fifo {stage.file(f'{program}.fifo')}\n"
                      f"    vrrp_notify_fifo_script {reader}\n")), program)
    stage.await_line(lines, " MASTER 100")
    stage.peer.say(LOWER)
    stage.await_line(lines, "MASTER_RX_LOWER_PRI")
    stage.write("offset", "-10\n")
    stage.await_line(lines, "MASTER_PRIORITY 90")
    stage.peer.play(HIGHER)
    stage.await_line(lines, " BACKUP 90")
    stage.host_of_node.unplug()
    stage.await_line(lines, " FAULT 90")
    stage.write("offset", "-20\n")
    stage.await_line(lines, "_PRIORITY 80")
    stage.host_of_node.plug()
    stage.await_line(lines, " BACKUP 80")
    stage.write("offset", "0\n")
    stage.await_line(lines, "BACKUP_PRIORITY 100")
    fault_by_file(stage, lines)
    stage.peer.be_silent()
    stage.await_line(lines, " MASTER 100", 2)
    stage.node.stop()  # keepalived ends the reader before it can read of that
    return [line for line in stage.lines(lines) if " STOP " not in line], stage.lines(f"{program}.told")


@scenario()
def reader_of_the_pipe_hears_what_keepalived_says_and_lesser_adverts_have_their_script(stage):
    """Line for line: states, changes of the priority, adverts of lower priority."""
    wanted, script = fifo_story(stage, "keepalived")
    expect_equal("arguments", script, ["2 it is"])
    if program_under_test() == "lvsd":
        seen = fifo_story(stage, "lvsd")
        expect_equal("lines of the pipe", "\n".join(seen[0]), "\n".join(wanted))
        expect_equal("arguments", seen[1], script)

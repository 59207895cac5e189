"""The systemd unit: accepted by systemd, and lvsd as it starts it: user, capabilities, notifications, journal."""

import ctypes
import os
import re
import socket
import subprocess
import time

from director import LVSD, ROOT, Lvsd, instance
from lan import Site
from namespace import run
from scenario import scenario
from waiting import expect, expect_equal, until

VIP = "192.0.2.100"
USER = "64123"  # of nobody else; the kernel asks for no name
CAPABILITIES = "+net_admin,+net_raw,+sys_nice"
UNIT = os.path.join(ROOT, "systemd", "lvsd.service")
WATCHDOG = 4.0  # seconds
SEIZE, INTERRUPT, DETACH, WALL = 0x4206, 0x4207, 17, 0x40000000  # <sys/ptrace.h>, <sys/wait.h>
SERVER = ("virtual_server 192.0.2.100 80 {\n    delay_loop 1\n    lb_algo wlc\n    lb_kind DR\n    protocol TCP\n"
          "    real_server 192.0.2.11 80 {\n        TCP_CHECK {\n            connect_timeout 1\n        }\n    }\n}\n")


class Confined(Lvsd):
    """lvsd under the unit's user and capabilities, with a service manager that listens."""

    def __init__(self, site, host, text):
        super().__init__(site, host, text, table="memory")
        self.manager = host.socket(socket.AF_UNIX, socket.SOCK_DGRAM)  # names belong to the namespace
        site.closing.append(self.manager.close)
        self.manager.bind(f"\0lvsd-{site.prefix}")
        self.manager.setblocking(False)
        self.heard = []
        run("chmod", "-R", "a+rX", os.path.dirname(os.path.dirname(LVSD)))
        for path in (self.config, site.directory):
            os.chown(path, int(USER), int(USER))

    def command(self):
        """The tree lies under /opt and the site's directory under /srv, where everybody can go."""
        inner = " ".join(word.replace(self.site.directory, "/srv/site") for word in super().command()[1:])
        # The journal's stream is known by device and inode of standard output.
        tree = os.path.dirname(os.path.dirname(LVSD))
        script = (f"mount --make-rprivate / && mount -t tmpfs none /srv && mkdir /srv/site"
                  f" && mount --bind {self.site.directory} /srv/site"
                  f" && mount -t tmpfs none /opt && mkdir /opt/lvsd && mount --bind {tree} /opt/lvsd")
        script += (f" && export JOURNAL_STREAM=$(stat -L -c %d:%i /proc/$$/fd/1) WATCHDOG_PID=$$"
                   f" && exec setpriv --reuid={USER} --regid={USER} --clear-groups --no-new-privs"
                   f" --inh-caps=-all,{CAPABILITIES} --ambient-caps=-all,{CAPABILITIES}"
                   f" --bounding-set=-all,{CAPABILITIES} -- /opt/lvsd/bin/lvsd {inner}")
        return ["env", f"NOTIFY_SOCKET=@lvsd-{self.site.prefix}", f"WATCHDOG_USEC={int(WATCHDOG * 1e6)}",
                "unshare", "--mount", "--", "sh", "-c", script]

    def notices(self):
        """All that it has told the service manager."""
        while True:
            try:
                self.heard.append((time.monotonic(), self.manager.recv(4096).decode()))
            except BlockingIOError:
                return [text for _, text in self.heard]

    def fed_since(self, moment):
        """Whether the watchdog was fed since then."""
        self.notices()
        return any(text == "WATCHDOG=1" and at > moment for at, text in self.heard)

    def thread(self, name):
        """The thread id of a thread; loops of Netty have numbers behind their name."""
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/comm", encoding="utf-8") as comm:
                if re.fullmatch(f"{name}(-[0-9]+)*", comm.read().strip()):
                    return int(task)
        raise OSError(f"no thread {name}")


class Stage(Site):
    """One host, where lvsd is master for lack of another node."""

    def __enter__(self):
        super().__enter__()
        host = self.host("node1", "192.0.2.11/24")
        self.lvsd = Confined(self, host, instance(100, None, 3, 0.2, VIP) + SERVER)
        return self

    def start_lvsd(self):
        """Starts it and waits until it holds the VIP and says that it is ready."""
        self.lvsd.start().await_ready(30)
        until("lvsd holds the VIP", lambda: self.lvsd.holds(VIP), 20)
        until("READY=1", lambda: "READY=1" in self.lvsd.notices(), 20)


def verify(*drop_ins):
    """What systemd-analyze prints of the unit where lvsd is installed."""
    script = ("mount --make-rprivate / && mount -t tmpfs none /opt && mkdir -p /opt/lvsd /opt/units/lvsd.service.d"
              f" && mount --bind {os.path.dirname(os.path.dirname(LVSD))} /opt/lvsd"
              f" && cp {UNIT} /opt/units/"
              + "".join(f" && cp {path} /opt/units/lvsd.service.d/" for path in drop_ins)
              + " && systemd-analyze verify /opt/units/lvsd.service")
    done = subprocess.run(["unshare", "--mount", "--", "sh", "-c", script], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + (f"exit status {done.returncode}" if done.returncode else "")


@scenario(only="lvsd")
def systemd_accepts_the_unit_without_a_word(site):
    """The unit alone, and with the drop-in for scripts; a wrong directive in a drop-in is noticed."""
    drop_in = os.path.join(ROOT, "systemd", "lvsd.service.d", "scripts.conf")
    expect_equal("systemd-analyze verify", verify(), "")
    expect_equal("systemd-analyze verify with scripts.conf", verify(drop_in), "")
    wrong = site.write("wrong.conf", "[Service]\nRestartSecs=0\n")
    expect("RestartSecs" in verify(wrong), "systemd-analyze does not look at the drop-in")
    users = run("sh", "-c", f"systemd-sysusers --dry-run {ROOT}/systemd/sysusers.conf 2>&1")
    expect("lvsd" in users or run("getent", "passwd", "lvsd", accept=(0, 2)), f"no user would be made: {users}")


@scenario(only="lvsd")
def unprivileged_user_with_three_capabilities_does_all_that_root_does(stage):
    """VRRP sockets, address, real time, notifications, priorities of log lines; SIGTERM takes it all away."""
    stage.start_lvsd()
    with open(f"/proc/{stage.lvsd.process.pid}/status", encoding="ascii") as text:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in text)
    expect_equal("uid", status["Uid"].split()[0], USER)
    expect_equal("capabilities", int(status["CapEff"], 16), 1 << 12 | 1 << 13 | 1 << 23)
    expect("SCHED_FIFO" in stage.lvsd.status()["daemon"]["scheduling"], stage.lvsd.status()["daemon"]["scheduling"])
    until("a status line that names the master",
          lambda: any(text.startswith("STATUS=VI_1 master") for text in stage.lvsd.notices()), 10)
    until("the watchdog is fed", lambda: stage.lvsd.notices().count("WATCHDOG=1") > 3, 10)
    lines = [line for line in stage.lvsd.log().splitlines() if line]
    bare = [line for line in lines if line[0:3] not in ("<3>", "<4>", "<6>", "<7>")]
    expect(lines and not bare, f"log lines without priority: {bare[:5]}")
    expect_equal("exit status", stage.lvsd.stop(), 0)
    expect(not stage.lvsd.holds(VIP), "the VIP is still there")
    expect_equal("the last notice", stage.lvsd.notices()[-1], "STOPPING=1")


@scenario(limit=240, only="lvsd", cases={name: name for name in
                                         ("vrrp", "addresses", "interfaces", "ipvs", "lvsd-check", "control")})
def watchdog_goes_hungry_while_one_thread_hangs(stage, name):
    """ptrace(2) stops the one thread; the watchdog is not fed any more, and is again once the thread goes on."""
    stage.start_lvsd()
    until("the watchdog is fed", lambda: "WATCHDOG=1" in stage.lvsd.notices(), 10)
    thread = stage.lvsd.thread(name)
    trace(SEIZE, thread)
    trace(INTERRUPT, thread)
    os.waitpid(thread, WALL)
    try:
        until("the hang is told", lambda: f"the thread {name} hangs" in stage.lvsd.log(), 3 * WATCHDOG)
        stage.lvsd.notices()  # what waits was told before
        hungry = time.monotonic()
        until("the watchdog would have bitten", lambda: time.monotonic() > hungry + WATCHDOG, 3 * WATCHDOG)
        expect(not stage.lvsd.fed_since(hungry), "the watchdog was fed although a thread hangs")
    finally:
        trace(DETACH, thread)
    stage.lvsd.notices()
    again = time.monotonic()
    until("the watchdog is fed again", lambda: stage.lvsd.fed_since(again), 2 * WATCHDOG)
    until("the end of the hang is told", lambda: f"the thread {name} turns again" in stage.lvsd.log(), 5)


def trace(request, thread):
    """ptrace(2) without an address."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    if libc.ptrace(request, thread, None, None) != 0:
        raise OSError(ctypes.get_errno(), f"ptrace({request:#x}) of thread {thread}")

"""The systemd unit: accepted by systemd, and lvsd as it starts it: user, capabilities, notifications, journal."""

import ctypes
import os
import shutil
import subprocess
import time

from confined import CAPABILITIES, SCRIPTS, USER, WATCHDOG, Confined
from director import LVSD, ROOT, instance
from lan import Site
from namespace import run
from scenario import scenario
from seed000 import BEFORE, FIRST_VIP, VIP1, VIP2, address, configuration
from waiting import expect, expect_equal, until

VIP = "192.0.2.100"
UNIT = os.path.join(ROOT, "systemd", "lvsd.service")
SEIZE, INTERRUPT, DETACH, WALL = 0x4206, 0x4207, 17, 0x40000000  # <sys/ptrace.h>, <sys/wait.h>
SERVER = ("virtual_server 192.0.2.100 80 {\n    delay_loop 1\n    lb_algo wlc\n    lb_kind DR\n    protocol TCP\n"
          "    real_server 192.0.2.11 80 {\n        TCP_CHECK {\n            connect_timeout 1\n        }\n    }\n}\n")
TEXT = instance(100, None, 3, 0.2, VIP) + SERVER


class Stage(Site):
    """One host, where lvsd is master for lack of another node."""

    def __enter__(self):
        super().__enter__()
        host = self.host("node1", "192.0.2.11/24")
        self.lvsd = Confined(self, host, TEXT)
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


@scenario(only="lvsd")
def killall_of_seed_000_works_with_the_drop_in_and_names_it_without(stage):
    """`killall -0 dockerd` as shipped: dockerd is root's, and the unit's user may not even ask whether it is there."""
    host = stage.host("seed", f"{address(1)}/24")
    stage.start("dockerd", host, shutil.copy("/bin/sleep", stage.file("dockerd")), "1000")
    node = Confined(stage, host, configuration(1, FIRST_VIP[1], BEFORE[1]))
    expect_equal("capabilities of the drop-in", drop_in_capabilities(), set(SCRIPTS) - set(CAPABILITIES))
    name = "systemd/lvsd.service.d/scripts.conf"
    expect(name in run(LVSD, "check", node.config), "lvsd check does not name the drop-in")
    node.start().await_ready(30)
    until("both are in FAULT", lambda: [one["state"] for one in node.status()["vrrp_instance"]] == ["FAULT"] * 2, 10)
    for where, text in (("the log", node.log()), ("lvsctl vrrp", node.lvsctl("vrrp"))):
        expect(f"runs as user {USER} rather than root" in " ".join(text.split()) and name in text,
               f"{where} does not name the drop-in:\n{text}")
    expect_equal("exit status", node.stop(), 0)
    node.capabilities = ",".join(f"+{one}" for one in SCRIPTS)
    node.start().await_ready(30)
    until("it is master of both", lambda: node.holds(VIP1) and node.holds(VIP2), 20)
    tracked = node.status()["vrrp_instance"][0]["track"]
    script = next(one for one in tracked if one["type"] == "script")
    expect_equal("the script", (script["state"], script["detail"], script["how"]),
                 ("up", "exit status 0", "every 5.0 s as root"))
    expect_equal("exit status", node.stop(), 0)


def drop_in_capabilities():
    """What the drop-in for scripts adds to the unit's capabilities."""
    with open(os.path.join(ROOT, "systemd", "lvsd.service.d", "scripts.conf"), encoding="utf-8") as text:
        line = next(line for line in text if line.startswith("AmbientCapabilities="))
    return {word.removeprefix("CAP_").lower() for word in line.strip().partition("=")[2].split()}


@scenario(limit=240, only="lvsd", cases={name: name for name in
                                         ("vrrp", "addresses", "interfaces", "track", "ipvs", "lvsd-check", "control",
                                          "metrics")})
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


@scenario(only="lvsd")
def reload_by_lvsctl_is_told_to_the_service_manager(stage):
    """RELOADING=1, then READY=1; a dry run is no reload."""
    stage.start_lvsd()
    stage.lvsd.lvsctl("reload", "--dry-run")
    expect(not reloads(stage.lvsd), f"a dry run was told: {stage.lvsd.notices()}")
    stage.lvsd.lvsctl("reload")
    until("a reload is told", lambda: reloads(stage.lvsd), 5)
    until("its end is told", lambda: stage.lvsd.notices().count("READY=1") == 2, 5)


def reloads(lvsd):
    """The notices of a reload that has begun."""
    return [text for text in lvsd.notices() if text.startswith("RELOADING=1\nMONOTONIC_USEC=")]


@scenario(only="lvsd")
def journal_that_does_not_read_stops_nothing(stage):
    """Its pipe is full: the watchdog is fed, the master stays, lost lines are counted, and told once it reads."""
    pipe = f"{stage.lvsd.runtime}/journal"
    os.mkfifo(pipe)
    os.chmod(pipe, 0o666)
    journal = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    stage.closing.append(lambda: os.close(journal))
    stage.lvsd.wrapper = f"sh -c 'exec \"$0\" \"$@\" >{pipe}'"
    stage.start_lvsd()
    stage.lvsd.configure(TEXT + "".join(f"nonsense_{'x' * 300}_{i}\n" for i in range(50)))
    until("lines are lost", lambda: stage.lvsd.post("/v1/reload") and lost(stage.lvsd) > 0, 60)
    full = time.monotonic()
    until("the watchdog would have bitten", lambda: time.monotonic() > full + 2 * WATCHDOG, 3 * WATCHDOG)
    expect(stage.lvsd.fed_since(full + 1.5 * WATCHDOG), "the watchdog is not fed while the journal does not read")
    expect(stage.lvsd.holds(VIP), "the VIP is gone")
    expect("lines were lost" in stage.lvsd.lvsctl("status"), "lvsctl status does not tell of lost lines")
    text = []
    until("the loss is told", lambda: f"{lost(stage.lvsd)} lines are missing here" in drained(journal, text), 20)
    expect_equal("exit status", stage.lvsd.stop(), 0)
    expect("stopped\n" in drained(journal, text), "the last line is missing")


def lost(lvsd):
    """How many lines it has lost."""
    return lvsd.status()["daemon"]["lost_log_lines"]


def drained(journal, text):
    """All that was read so far, with what waits now."""
    try:
        while True:
            text.append(os.read(journal, 1 << 16).decode())
    except BlockingIOError:
        return "".join(text)


def trace(request, thread):
    """ptrace(2) without an address."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    if libc.ptrace(request, thread, None, None) != 0:
        raise OSError(ctypes.get_errno(), f"ptrace({request:#x}) of thread {thread}")

"""What the kernel parameters of IPVS do to clients, with the virtual server of seed 001, and that lvsd says so."""

import seed001
from director import Lvsd
from lan import Site
from scenario import scenario
from seed001 import REAL1, REAL2, VIP
from table import await_listing
from traffic import Download, RealServer, get
from waiting import expect, expect_equal, stays, until

SOURCES = [f"192.0.2.{last}" for last in range(31, 35)]
HEAD = f"TCP {VIP}:80 wlc persistent 600"
NODEST, QUIESCENT = "net.ipv4.vs.expire_nodest_conn", "net.ipv4.vs.expire_quiescent_template"
CHECKED = "81"  # the port of the checks, so that a real server can be down and its connections stand
PATIENCE = 60


class Stage(Site):
    """A director with the VIP, two real servers whose checks have a port of their own, and a client."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", f"{VIP}/32")
        self.reals, self.checked = {}, {}
        for label, address in (("real1", REAL1), ("real2", REAL2)):
            real = RealServer(self, self.host(label, f"{address}/24"), VIP)
            real.page("file", "0123456789" * (Download.SIZE // 10))
            self.reals[label] = real.open()
            self.open_check(label)
        self.client_host = self.host("client", *(f"{source}/24" for source in SOURCES))
        self.lvsd = Lvsd(self, self.director_host, text("inhibit_on_failure"))
        return self

    def open_check(self, label):
        """Opens the port that is checked."""
        real = self.reals[label]
        self.checked[label] = self.start(
            f"{label}-check", real.host, "busybox", "httpd", "-f", "-p", CHECKED, "-h", real.pages)

    def ask(self, source):
        """The real server that answers a client."""
        return get(self.client_host, VIP, 80, source=source).strip()

    def is_refused(self, source):
        """Whether a client meets a port that is closed."""
        try:
            self.ask(source)
        except ConnectionRefusedError:
            return True
        return False

    def value(self, name):
        """What a sysctl of the director has."""
        return self.director_host.run("sysctl", "-n", name).strip()

    def reload(self, *words, sysctls=()):
        """Has the director take another text."""
        self.lvsd.configure(text(*words, sysctls=sysctls))
        self.lvsd.reload()

    def warned_of(self, name):
        """Whether the status warns of a sysctl."""
        return any(f"with {name} 0" in warning for warning in self.lvsd.status()["daemon"]["warnings"])


def text(*words, sysctls=()):
    """The virtual server of the seed, checked every second on the port of the checks; `words` are of the service."""
    server = seed001.text(seed001.KEEPALIVED, 1)
    server = server[server.index("virtual_server"):].replace("delay_loop 6", "\n  ".join(("delay_loop 1", *words)))
    server = server.replace("connect_timeout 3", f"connect_timeout 3\n      connect_port {CHECKED}\n      retry 0")
    lines = "".join(f"    {pair}\n" for pair in sysctls)
    return f"{server}lvsd {{\n  sysctl {{\n{lines}  }}\n}}\n"


def table(weight1, weight2):
    """The table with these weights."""
    return f"{HEAD}\n-> {REAL1}:80 Route {weight1}\n-> {REAL2}:80 Route {weight2}"


@scenario(only="lvsd", limit=300)
def persistence_and_connections_leave_a_dead_server_as_the_sysctls_say(stage):
    """expire_quiescent_template 0 keeps a client on a dead server and 1 moves it; expire_nodest_conn 0 leaves a
    connection hanging and 1 ends it; lvsd warns of the former, sets the latter, and puts back what was there."""
    lvsd, host = stage.lvsd.start().await_ready(PATIENCE), stage.director_host
    await_listing(host, table(100, 100), PATIENCE)
    expect(stage.warned_of(QUIESCENT), "no warning of persistence")
    stuck = stage.ask(SOURCES[0])
    stage.reals[stuck].close()
    stage.checked[stuck].kill()
    await_listing(host, table(*((0, 100) if stuck == "real1" else (100, 0))), PATIENCE)
    expect(all(stage.is_refused(SOURCES[0]) for _ in range(3)), "the client left the dead server by itself")
    other = stage.ask(SOURCES[1])
    expect(other != stuck, "a new client was sent to the dead server")
    stage.reload("inhibit_on_failure", sysctls=["expire_quiescent_template 1"])
    expect_equal("the dead server's client is answered by", stage.ask(SOURCES[0]), other)
    expect_equal("sysctl, and is warned of", [stage.value(QUIESCENT), stage.warned_of(QUIESCENT)], ["1", False])
    host.sysctl(QUIESCENT, 0)
    until("it is put back", lambda: stage.value(QUIESCENT) == "1", 30)

    stage.reload()
    expect_equal("the value from before, and is warned of", [stage.value(QUIESCENT), stage.warned_of(NODEST)],
                 ["0", True])
    download = Download(stage.client_host, VIP, 80, "/file", pace=0.01)
    until("the download has begun", lambda: download.received > 20_000, 20)
    stage.checked[other].kill()
    await_listing(host, HEAD, PATIENCE)
    before = until("the download stands still", lambda: standing(download), 30)
    stays("the client waits", lambda: download.received == before and download.failure is None, 2)
    stage.reload(sysctls=["expire_nodest_conn 1"])
    until("the client hears that the connection is gone", lambda: download.failure is not None, 60)
    expect("Reset" in repr(download.failure), f"it was no reset: {download.failure!r}")
    expect(not stage.warned_of(NODEST), "still warned of")
    expect_equal("exit status", lvsd.stop(30), 0)
    expect_equal("afterwards", [stage.value(NODEST), stage.value(QUIESCENT)], ["0", "0"])


def standing(download):
    """What was received, where that has not grown for half a second; otherwise nothing."""
    before = download.received
    try:
        stays("growth", lambda: download.received == before, 0.5)
    except AssertionError:
        return 0
    return before

"""Director daemons, lvsd and keepalived, started and asked in the same way."""

import http.client
import json
import os
import signal
import socket

from lan import INTERFACE
from waiting import until

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LVSD = os.path.join(ROOT, "target/lvsd/bin/lvsd")
LVSCTL = os.path.join(ROOT, "target/lvsd/bin/lvsctl")


class Director:
    """A daemon on a host. `text` is its configuration, `suffix` says in which syntax."""

    def __init__(self, site, host, text, suffix=".conf"):
        self.site = site
        self.host = host
        self.name = f"{host.label}-{self.program}"
        self.config = site.write(f"{self.name}{suffix}", text)
        self.process = None
        self.log_start = 0

    def start(self):
        """Starts the daemon, which appends to its one log however often it is started."""
        self.log_start = len(self.process.log()) if self.process else 0
        self.process = self.site.start(self.name, self.host, *self.command())
        return self

    def configure(self, text):
        """Replaces the text of the configuration file."""
        self.site.write(os.path.basename(self.config), text)

    def stop(self, seconds=20):
        """SIGTERM; the exit status."""
        self.process.signal(signal.SIGTERM)
        return self.process.exit_status(seconds)

    def crash(self):
        """SIGKILL to all of it."""
        self.process.kill()

    def log(self):
        """What it has written since its last start."""
        return self.process.log()[self.log_start:]

    def holds(self, address):
        """Whether it has put a virtual address on its interface."""
        return self.host.holds(address)


class Keepalived(Director):
    """keepalived from Debian's package."""

    program = "keepalived"

    def command(self):
        """keepalived in the foreground, its pid files apart from those of any other."""
        pids = [f"-{letter}{path}" for letter, path in self.pid_files().items()]
        only_vrrp = [] if "virtual_server" in self.text() else ["-P"]
        return ["keepalived", "-n", "-l", "-f", self.config, *pids, *only_vrrp]

    def pid_files(self):
        """Its pid files by the letter of their option."""
        return {letter: self.site.file(f"{self.name}.{letter}.pid") for letter in "prc"}

    def crash(self):
        """SIGKILL to all of it; it would not start again while one of its processes waits to be reaped."""
        super().crash()
        for path in self.pid_files().values():
            if os.path.exists(path):
                os.unlink(path)

    def reload(self):
        """Has it read its configuration again; it does so a moment later."""
        self.process.signal(signal.SIGHUP)

    def text(self):
        """Its configuration."""
        with open(self.config, encoding="utf-8") as source:
            return source.read()

    def await_ready(self, seconds):
        """Waits until it has read its configuration."""
        until(f"{self.name} starts", lambda: "Startup complete" in self.log() or "entering BACKUP" in self.log()
              or "Entering BACKUP" in self.log(), seconds)
        return self


class Lvsd(Director):
    """lvsd as the build left it."""

    program = "lvsd"

    def __init__(self, site, host, text, suffix=".conf", table="kernel"):
        super().__init__(site, host, text, suffix)
        self.table = table
        self.control = site.file(f"{host.label}.sock")
        self.state = site.file(f"{host.label}.state")

    def command(self):
        """`lvsd run` with everything of its own in the site's directory."""
        return [LVSD, "run", "-c", self.config, "--control", self.control, "--state", self.state,
                "--table", self.table]

    def await_ready(self, seconds):
        """Waits until it says on its control socket that it is ready."""
        until(f"{self.name} is ready", self.ready, seconds)
        return self

    def ready(self):
        """Whether it says so; its end while one waits for that is an error at once."""
        if not self.process.alive():
            raise RuntimeError(f"{self.name} ended with status {self.process.popen.poll()}:\n{self.log()[-3000:]}")
        return self.status()["daemon"]["ready"]

    def status(self):
        """The whole status, as JSON says it."""
        return self.get("/v1/status")

    def get(self, path):
        """What a GET on the control socket answers."""
        connection = UnixConnection(self.control)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return json.loads(answer.read())
        finally:
            connection.close()

    def post(self, path, seconds=60):
        """The status with which the control socket answers a POST."""
        connection = UnixConnection(self.control)
        connection.timeout = seconds
        try:
            connection.request("POST", path, headers={"Content-Length": "0"})
            return connection.getresponse().status
        finally:
            connection.close()

    def reload(self):
        """Has it read its configuration again."""
        status = self.post("/v1/reload")
        if status != 200:
            raise RuntimeError(f"{self.name} answered a reload with {status}")

    def lvsctl(self, *arguments, seconds=60):
        """Runs `lvsctl` against it and returns what it prints."""
        return self.host.run(LVSCTL, "-s", self.control, *arguments, seconds=seconds)


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path):
        super().__init__("localhost", timeout=5)
        self.path = path

    def connect(self):
        """Connects to the path."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


PROGRAMS = {"lvsd": Lvsd, "keepalived": Keepalived}


def program_under_test():
    """The daemon that the scenarios put in the director's place: `lvsd`, or `keepalived` to prove a scenario."""
    return os.environ.get("DIRECTOR", "lvsd")


def instance(priority, peer_of=None, version=2, interval=1, vip="192.0.2.100", vrid=51, interface=INTERFACE,
             extra=""):
    """keepalived.conf text of a virtual router; `peer_of` is (own address, peer's address) for unicast."""
    unicast = "" if peer_of is None else (
        f"    unicast_src_ip {peer_of[0]}\n    unicast_peer {{\n        {peer_of[1]}\n    }}\n")
    password = "" if version == 3 else (
        "    authentication {\n        auth_type PASS\n        auth_pass 1111\n    }\n")
    return (
        f"vrrp_instance VI_1 {{\n    state {'MASTER' if priority >= 100 else 'BACKUP'}\n"
        f"    interface {interface}\n    virtual_router_id {vrid}\n    priority {priority}\n"
        f"    advert_int {interval:g}\n    version {version}\n{unicast}{password}{extra}"
        f"    virtual_ipaddress {{\n        {vip}\n    }}\n}}\n")

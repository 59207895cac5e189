"""lvsd as the systemd unit starts it: an unprivileged user with exactly the unit's capabilities."""

import os
import re
import shutil
import socket
import time

from director import LVSD, Lvsd
from namespace import run

USER = "64123"  # of nobody else; the kernel asks for no name
CAPABILITIES = ("net_admin", "net_raw", "sys_nice")
SCRIPTS = (*CAPABILITIES, "setuid", "setgid", "kill")  # with the drop-in scripts.conf
WATCHDOG = 4.0  # seconds


class Confined(Lvsd):
    """lvsd under the unit's user and capabilities, with a service manager that listens.

    `wrapper` is put before the program. Control socket and state lie below /run in `runtime`: the lab kernel's view
    of the host's files knows no owners.
    """

    def __init__(self, site, host, text, table="memory", capabilities=CAPABILITIES):
        super().__init__(site, host, text, table=table)
        self.capabilities = ",".join(f"+{name}" for name in capabilities)
        self.wrapper = ""
        self.runtime = f"/run/{site.prefix}-{host.label}"
        os.mkdir(self.runtime, 0o755)
        site.closing.append(lambda: shutil.rmtree(self.runtime))
        self.control, self.state = f"{self.runtime}/lvsd.sock", f"{self.runtime}/state"
        self.manager = host.socket(socket.AF_UNIX, socket.SOCK_DGRAM)  # names belong to the namespace
        site.closing.append(self.manager.close)
        self.manager.bind(f"\0lvsd-{site.prefix}")
        self.manager.setblocking(False)
        self.heard = []
        run("chmod", "-R", "a+rX", os.path.dirname(os.path.dirname(LVSD)))
        for path in (self.config, site.directory, self.runtime):
            os.chown(path, int(USER), int(USER))

    def command(self):
        """The tree lies under /opt and the site's directory under /srv, where everybody can go."""
        inner = " ".join(word.replace(self.site.directory, "/srv/site") for word in super().command()[1:])
        held = f"-all,{self.capabilities}"
        no_new = "" if "setuid" in self.capabilities else " --no-new-privs"
        # The journal's stream is known by device and inode of standard output.
        tree = os.path.dirname(os.path.dirname(LVSD))
        script = (f"mount --make-rprivate / && mount -t tmpfs none /srv && mkdir /srv/site"
                  f" && mount --bind {self.site.directory} /srv/site"
                  f" && mount -t tmpfs none /opt && mkdir /opt/lvsd && mount --bind {tree} /opt/lvsd")
        script += (f" && export JOURNAL_STREAM=$(stat -L -c %d:%i /proc/$$/fd/1) WATCHDOG_PID=$$"
                   f" && exec setpriv --reuid={USER} --regid={USER} --clear-groups{no_new}"
                   f" --inh-caps={held} --ambient-caps={held} --bounding-set={held}"
                   f" -- {self.wrapper} /opt/lvsd/bin/lvsd {inner}")
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

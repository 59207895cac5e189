"""The lab kernel: user-mode-linux on the host's own files, where the host's kernel has no IPVS."""

import os
import shlex
import subprocess

MEMORY = "3G"
SECONDS = 1500  # no boot lives longer, whatever happens; but for one that a user plays with

INIT = """\
#!/bin/bash
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=${{TERM:-linux}}
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t tmpfs tmpfs /run; mkdir -p /run/netns /run/kept /run/m/lib
mountpoint -q /dev || mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm; mount -t devpts devpts /dev/pts; mount -t tmpfs tmpfs /dev/shm
ln -sfn /proc/self/fd /dev/fd
# /tmp is the boot's own, but for the directories that the host gave it.
number=0
for kept in {kept}; do
    mkdir -p /run/kept/$((++number)); mount --bind "$kept" /run/kept/$number
done
mount -t tmpfs tmpfs /tmp
number=0
for kept in {kept}; do
    mkdir -p "$kept"; mount --bind /run/kept/$((++number)) "$kept"
done
ln -s {modules} /run/m/lib/modules
printf '#!/bin/sh\\nexec /sbin/modprobe -d /run/m "$@"\\n' > /run/modprobe; chmod +x /run/modprobe
echo /run/modprobe > /proc/sys/kernel/modprobe
for module in veth bridge nlmon; do modprobe -d /run/m $module; done
ip link set lo up
{variables}
{command}
echo $? > {status}
poweroff -f
"""


def host_has_ipvs():
    """Whether this kernel has IPVS, loading its module if need be."""
    if not os.path.exists("/proc/net/ip_vs"):
        subprocess.run(["modprobe", "ip_vs"], capture_output=True, check=False)
    return os.path.exists("/proc/net/ip_vs")


def is_lab_kernel():
    """Whether this very kernel is a lab kernel."""
    with open("/proc/cpuinfo", encoding="ascii") as text:
        return "User Mode Linux" in text.read()


class LabKernel:
    """One boot that runs one command as root and powers off; its files are the host's.

    `keep` are the directories outside of /run and /tmp or below them that both sides share; the boot's directory
    is one of them. `with_ipvs=False` hides the modules that bring IPVS. A limit of 0 seconds is none.
    """

    def __init__(self, directory, command, keep=(), with_ipvs=True, variables=None, limit=SECONDS):
        self.limit = limit
        self.directory = directory
        self.status = os.path.join(directory, "status")
        self.console = os.path.join(directory, "console")
        self.init = os.path.join(directory, "init")
        modules = "/usr/lib/uml/modules" if with_ipvs else self.without_ipvs()
        exports = [f"export {name}={shlex.quote(value)}" for name, value in (variables or {}).items()]
        text = INIT.format(
            kept=" ".join(shlex.quote(path) for path in (directory, *keep)), modules=shlex.quote(modules),
            command=command, status=shlex.quote(self.status),
            variables="\n".join(exports))
        with open(self.init, "w", encoding="utf-8") as output:
            output.write(text)
        os.chmod(self.init, 0o700)

    def without_ipvs(self):
        """A copy of the modules' directory in which ip_vs is missing."""
        copy = os.path.join(self.directory, "modules")
        subprocess.run(["cp", "-rs", "/usr/lib/uml/modules", copy], check=True)
        for path, _, files in os.walk(copy):
            for file in files:
                if file.startswith("ip_vs"):
                    os.remove(os.path.join(path, file))
        return copy

    def command(self):
        """The argument list that boots it, with standard input and output as its console."""
        return ["timeout", "--foreground", "-k", "5", str(self.limit), "linux.uml", f"mem={MEMORY}",
                "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "rw", f"init={self.init}",
                "con=null", "con0=fd:0,fd:1", "quiet", "loglevel=1"]

    def start(self):
        """Boots it in the background; the process, which leads a process group of its own."""
        with open(self.console, "wb") as console:
            return subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=console,
                                    stderr=subprocess.STDOUT, start_new_session=True)

    def exit_status(self):
        """The command's exit status, or None where the boot ended before it."""
        try:
            with open(self.status, encoding="ascii") as text:
                return int(text.read())
        except (OSError, ValueError):
            return None

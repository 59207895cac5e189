"""The sandbox: a director pair with two real servers and a client, here or in the lab kernel; tells its story."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import termios
import time

from director import ROOT
from labkernel import LabKernel, host_has_ipvs
from process import end_cleanly_on_signals
from story import tell
from suite import end_group


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/sandbox", description=__doc__)
    parser.add_argument("--stay", action="store_true", help="afterwards leave all of it running and give a shell")
    parser.add_argument("--here", metavar="DIRECTORY", help=argparse.SUPPRESS)  # inside of the lab kernel
    options = parser.parse_args()
    end_cleanly_on_signals()
    if options.here:
        return tell(options.here, options.stay)
    directory = tempfile.mkdtemp(prefix="lvsd-sandbox-")
    try:
        if host_has_ipvs():
            return tell(directory, options.stay)
        print("This machine's kernel has no IPVS: the story plays in user-mode-linux, a kernel that runs as a process\n"
              "(one processor, and slow: a daemon takes some 15 seconds to start there).", flush=True)
        return in_lab_kernel(directory, options.stay)
    except KeyboardInterrupt:
        print("\ninterrupted; nothing is left behind")
        return 130
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def in_lab_kernel(directory, stay):
    """Boots the lab kernel for the story; the story's exit status."""
    story = os.path.join(directory, "story")
    os.makedirs(story)
    command = shlex.join([sys.executable, os.path.abspath(__file__), "--here", story])
    if stay:
        kernel = LabKernel(directory, f"setsid -c -w {command} --stay </dev/tty0 >/dev/tty0 2>&1", [ROOT],
                           variables=variables(), limit=0)
        with_terminal(kernel)
    else:
        kernel = LabKernel(directory, f"{command} >{story}/text 2>&1", [ROOT], variables=variables())
        follow(kernel.start(), f"{story}/text")
    status = kernel.exit_status()
    if status is None:
        print("FAILED: the lab kernel ended before the story did")
    return 1 if status is None else status


def variables():
    """What the lab kernel takes over of the environment."""
    return {name: os.environ[name] for name in ("DIRECTOR", "LVSD_JAVA_HOME", "JAVA_HOME", "TERM")
            if name in os.environ}


def follow(process, path):
    """Prints what is written to a file until a process ends."""
    try:
        with open(path, "a+", encoding="utf-8") as text:
            text.seek(0)
            while True:
                ended = process.poll() is not None
                print(text.read(), end="", flush=True)
                if ended:
                    return
                time.sleep(0.1)
    finally:
        end_group(process)


def with_terminal(kernel):
    """Boots a lab kernel whose console is the user's terminal, and leaves the terminal as it was."""
    before = termios.tcgetattr(0) if os.isatty(0) else None
    try:
        subprocess.run(kernel.command(), check=False)
    finally:
        if before:
            termios.tcsetattr(0, termios.TCSADRAIN, before)


if __name__ == "__main__":
    sys.exit(main())

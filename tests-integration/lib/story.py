"""The sandbox's story: what happens to the pair, step by step, in plain lines with the time."""

import os
import shlex
import subprocess
import time

from director import LVSCTL, program_under_test
from lan import whole
from pair import BOTH, ONLY_REAL2, Pair
from seed001 import DIRECTOR1, DIRECTOR2, REAL1, REAL2, VIP
from waiting import Unmet

WAIT = 40  # seconds for anything that takes the protocol 3.6 or the checks 10


class Teller:
    """Prints lines with the seconds since the beginning."""

    def __init__(self):
        self.start = time.monotonic()

    def say(self, text):
        """One line of the story."""
        print(f"{time.monotonic() - self.start:6.1f} s  {text}", flush=True)

    def show(self, text):
        """What a program printed, indented."""
        print("\n".join("          | " + line for line in text.rstrip().splitlines()), flush=True)


def tell(directory, stay):
    """Plays the story in namespaces of this kernel; the exit status."""
    teller = Teller()
    pair = Pair(os.path.join(directory, "site"))
    try:
        with whole(pair):
            play(teller, pair)
            if stay:
                shell(pair)
        return 0
    except (Unmet, OSError, RuntimeError) as failure:
        teller.say(f"FAILED: {failure}")
        for director in (pair.director1, pair.director2):
            if director and director.process:
                teller.say(f"the end of the log of {director.name}:")
                teller.show(director.log()[-3000:])
        return 1


def play(teller, pair):
    """The story from the first status to the client's counts; the pair serves already."""
    teller.say(f"director 1 ({DIRECTOR1}, keepalived.conf) and director 2 ({DIRECTOR2}, YAML) run;"
               f" director 1 holds {VIP}")
    show_status(teller, pair)
    client = pair.client(pace=0.2)
    for name in ("real1", "real2"):
        client.await_answers(1, WAIT, server=name)
    teller.say(f"a client opens a connection to {VIP}:80 five times a second: {client.story()}")
    director_lost_and_back(teller, pair, client)
    real_server_lost_and_back(teller, pair, client)
    client.stop()
    show_status(teller, pair)
    teller.say(f"the client's count: {client.story()}")


def director_lost_and_back(teller, pair, client):
    """The master is cut off and returns."""
    began = time.monotonic()
    pair.director1.host.partition()
    teller.say("director 1 is cut off: its switch port drops everything, its carrier stays")
    pair.await_holder(pair.director2, WAIT)
    client.await_answers(3, WAIT)
    teller.say(f"director 2 has taken over; the client is answered again after {time.monotonic() - began:.1f} s:"
               f" {client.story()}")
    pair.director1.host.heal()
    teller.say("director 1 is connected again")
    pair.await_master(pair.director1, WAIT)
    client.await_answers(3, WAIT)
    teller.say(f"director 1 is the one master again: {client.story()}")


def real_server_lost_and_back(teller, pair, client):
    """A real server's port closes and opens."""
    pair.reals[0].close()
    teller.say(f"real server 1 ({REAL1}) closes its port")
    pair.await_tables(ONLY_REAL2, WAIT)
    client.await_answers(5, WAIT, server="real2")
    teller.say(f"both directors have taken it out of their tables, real server 2 ({REAL2}) serves: {client.story()}")
    pair.reals[0].open()
    teller.say("real server 1 opens its port again")
    pair.await_tables(BOTH, WAIT)
    client.await_answers(5, WAIT)
    teller.say("both directors have it in their tables again; persistence keeps the client where it is now:"
               f" {client.story()}")


def show_status(teller, pair):
    """What `lvsctl status` prints on both directors, and the kernel's own table of director 1."""
    for number, director in enumerate((pair.director1, pair.director2), 1):
        if program_under_test() == "lvsd":
            teller.say(f"lvsctl status on director {number}:")
            teller.show(director.lvsctl("status"))
    teller.say("ipvsadm -Ln on director 1:")
    teller.show(pair.director1.host.run("ipvsadm", "-Ln"))


def shell(pair):
    """An interactive shell with commands to play with; its end is the sandbox's end."""
    commands = pair.file("commands")
    os.makedirs(commands)
    for host in pair.hosts:
        write_commands(commands, pair, host)
    print(f"""
The pair goes on running. In this shell:
  director1 lvsctl status      any command on a host: director1, director2, real1, real2, client;
  director2                    without a command, a shell on it
  director1 ipvsadm -Ln        the kernel's table
  client curl http://{VIP}/    which real server answers
  cut director1                its switch port drops everything (real1 too can be cut); heal director1 ends that
  exit                         ends and removes everything
""", flush=True)
    environment = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}", "PS1": "sandbox# "}
    subprocess.run(["bash", "--norc", "-i"], env=environment, check=False)


def write_commands(directory, pair, host):
    """The commands for one host: its name, and what `cut` and `heal` do to it."""
    own = os.path.join(directory, f"on-{host.label}")
    os.makedirs(own)
    script(os.path.join(directory, host.label),
           f"export PATH={shlex.quote(own)}:$PATH PS1='{host.label}# '\n"
           f"[ $# -gt 0 ] || set -- bash --norc -i\n"
           f"exec nsenter --net=/run/netns/{host.name} -- \"$@\"")
    control = pair.file(f"{host.label}.sock")
    if os.path.exists(control):
        script(os.path.join(own, "lvsctl"), f"exec {shlex.quote(LVSCTL)} -s {shlex.quote(control)} \"$@\"")
    for name, state in (("cut", 0), ("heal", 3)):
        script(os.path.join(directory, name),
               f"exec bridge -n {pair.switch.name} link set dev \"${{1:?which host}}\" state {state}")


def script(path, text):
    """Writes an executable shell script."""
    with open(path, "w", encoding="utf-8") as output:
        output.write(f"#!/bin/bash\n{text}\n")
    os.chmod(path, 0o755)

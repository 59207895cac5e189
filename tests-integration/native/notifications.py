"""What scripts, named pipes and people are told: the same story with keepalived and with lvsd."""

import os

from director import Keepalived, Lvsd
from lan import INTERFACE, Site
from mailsink import MailSink
from scenario import scenario
from waiting import expect, expect_equal, until

CONFIGURATION = """
global_defs {{
    router_id lb1
    vrrp_notify_fifo {fifo}
    notification_email {{
        admin@example.org
    }}
    notification_email_from lb1@example.org
    smtp_server 192.0.2.11 2525
    smtp_connect_timeout 3
    script_user root
}}
vrrp_sync_group VG {{
    group {{
        VI_1
        VI_2
    }}
    notify {script}
    smtp_alert
}}
"""
INSTANCE = """
vrrp_instance VI_{number} {{
    state BACKUP
    interface {interface}
    virtual_router_id {number}
    priority 10{number}
    advert_int 1
    version 3
    notify_master "{script} 'is master' VI_{number}"
    notify "{script} --quiet"
    virtual_ipaddress {{
        192.0.2.10{number}/24
    }}
}}
"""


class Stage(Site):
    """One host, on which keepalived and lvsd run in turn."""

    def __enter__(self):
        super().__enter__()
        self.node = self.host("node", "192.0.2.11/24")
        self.mail = MailSink(self.node)
        self.closing.append(self.mail.close)
        return self

    def told(self, program):
        """Runs the story with a program: what scripts, the pipe and the mail server were told."""
        log, fifo, script = self.file(f"{program}.told"), self.file(f"{program}.fifo"), self.file(f"{program}.sh")
        with open(os.open(script, os.O_WRONLY | os.O_CREAT, 0o700), "w", encoding="utf-8") as output:
            output.write(f'#!/bin/sh\nfor word; do line="$line[$word]"; done\necho "$line" >>{log}\n')
        text = CONFIGURATION.format(fifo=fifo, script=script) + "".join(
            INSTANCE.format(number=number, interface=INTERFACE, script=script) for number in (1, 2))
        director = Lvsd(self, self.node, text, table="memory") if program == "lvsd" else Keepalived(
            self, self.node, text)
        mailed = len(self.mail.mails)
        lines = self.story(director, fifo, lambda: (self.lines(log), self.mail.subjects()[mailed:]))
        expect(not os.path.exists(fifo), f"{program} left its pipe")
        return self.lines(log), lines, self.mail.subjects()[mailed:]

    @staticmethod
    def lines(path):
        """The lines of a file, none where there is no file."""
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as text:
            return text.read().splitlines()

    def story(self, director, fifo, told):
        """Start, master, no carrier, carrier, master, stop: the lines of the pipe.

        Each step waits until all have heard of the one before, since what a script is too slow for is skipped.
        """
        director.start()
        until("the pipe is there", lambda: os.path.exists(fifo), 20)
        reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        director.await_ready(20)
        self.await_masters(director)
        await_heard("MASTER", 1, told)
        self.node.unplug()
        until("the addresses are gone", lambda: not director.holds("192.0.2.101"), 10)
        await_heard("FAULT", 1, told)
        self.node.plug()
        self.await_masters(director)
        await_heard("MASTER", 2, told)
        director.stop()
        try:
            return os.read(reader, 65536).decode().splitlines()
        finally:
            os.close(reader)

    def await_masters(self, director):
        """Waits until both members are master."""
        until("both members are master",
              lambda: director.holds("192.0.2.101") and director.holds("192.0.2.102"), 20)


def await_heard(state, times, told):
    """Waits until both members' scripts, the group's and its mail have told of a state so often."""
    def heard():
        scripts, mails = told()
        return (sum(f"[{state}]" in line for line in scripts), sum(f" {state} " in line for line in mails)) == (
            3 * times, times)
    until(f"all have heard of {state} ({times})", heard, 15)


@scenario(limit=150)
def notify_scripts_pipe_and_mail_are_told_what_keepalived_tells(stage):
    """Each member and the group hear the same, with the same arguments; keepalived's scripts overtake each other."""
    other, ours = stage.told("keepalived"), stage.told("lvsd")
    for what, wanted, seen in zip(("scripts", "pipe", "mail"), other, ours):
        for subject in ("VI_1", "VI_2", "VG"):
            order = sorted if what == "scripts" else list
            expect_equal(f"{what} of {subject}", order(about(subject, seen)), order(about(subject, wanted)))
        expect(seen, f"{what}: nothing was told")
    in_order(*ours[:2])


def in_order(scripts, lines):
    """lvsd's scripts of every state come in the order of the pipe's lines, and that of the master before its own."""
    for subject in ("VI_1", "VI_2", "VG"):
        states = [line.split("[")[-2].rstrip("]") for line in about(subject, scripts) if "is master" not in line]
        expect_equal(f"states of {subject}", states, [line.split()[-2] for line in about(subject, lines)])
        for before, after in zip(about(subject, scripts), about(subject, scripts)[1:]):
            expect(("[is master]" in before) == ("[MASTER]" in after and subject != "VG"), f"{before} before {after}")


def about(subject, lines):
    """The lines that name a subject; keepalived's mail of a stop often dies with its process, and does not count."""
    return [line for line in lines if f"[{subject}]" in line or f'"{subject}"' in line
            or (f" {subject} " in line and not line.endswith("Stopping"))]

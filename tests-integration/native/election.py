"""Words of the election that move adverts in time: one node under test, and a peer whose adverts we send."""

import signal
import time

from actor import Actor
from advert import Advert, master_down_interval
from director import PROGRAMS, instance, program_under_test
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Injector, Wire

VIP = "192.0.2.100"
PRIORITY, HIGHER, LOWER = 150, 200, 100
INTERVAL = 0.2
DOWN = master_down_interval(3, PRIORITY, INTERVAL)
SLACK = 0.3  # seconds that a busy machine may add to a timer
OWN, PEER = "192.0.2.11", "192.0.2.99"
QUIET = "    garp_master_delay 0\n"  # one burst at each cause


class Stage(Site):
    """The node and the peer that we play."""

    def __enter__(self):
        super().__enter__()
        self.host_of_node = self.host("node", f"{OWN}/24")
        injector = Injector(self, self.host("peer", f"{PEER}/24"), INTERFACE)
        self.wire = Wire(self)
        self.peer = Actor(self, injector, Advert(3, 51, LOWER, INTERVAL, (VIP,), PEER))
        return self

    def start_node(self, words="", priority=PRIORITY, blocks=""):
        """Starts the node."""
        text = blocks + instance(priority, None, 3, INTERVAL, VIP, extra=words)
        if priority < 255:
            text = text.replace("state MASTER", "state BACKUP")
        program = program_under_test()
        self.node = PROGRAMS[program](
            self, self.host_of_node, text, **({"table": "memory"} if program == "lvsd" else {}))
        self.node.start().await_ready(20)

    def master(self, words="", priority=PRIORITY, blocks=""):
        """Starts the node alone and waits until it is master and ready."""
        self.start_node(words, priority, blocks)
        until("the node is master", lambda: len(self.adverts(0)) > 2 and self.node.holds(VIP), 15)

    def backup(self, words="", blocks=""):
        """Starts the node beside a better master."""
        self.peer.play(HIGHER)
        self.start_node(words, blocks=blocks)
        stays("the node is backup", lambda: not self.adverts(0), DOWN + SLACK)

    def adverts(self, since):
        """The node's adverts since a time."""
        return self.wire.adverts("node", since)

    def first_advert(self, since, seconds=10):
        """When the node's first advert since a time was sent, waited for."""
        return self.wire.await_advert("node", since, seconds).time

    def expect_takeover(self, since, low, high=None):
        """The node's first advert comes a number of seconds after a time."""
        took = self.first_advert(since) - since
        expect_between("seconds until the takeover", low - 0.05, took, (high or low) + SLACK)

    def expect_rhythm(self, since, seconds):
        """One advert an interval from the node, and none between."""
        time.sleep(max(0.0, since + seconds - time.time()))
        times = [frame.time for frame in self.adverts(since - INTERVAL)]
        expect(len(times) > seconds / INTERVAL - 1, f"{len(times)} adverts in {seconds} s")
        for before, after in zip(times, times[1:]):
            expect_between("seconds between two adverts", 0.8 * INTERVAL, after - before, INTERVAL + SLACK)

    def expect_answers(self, wanted):
        """Says that a lesser one is there: whether the node answers with an advert at once, out of its rhythm."""
        answered = []
        while len(answered) < 3:
            self.first_advert(time.time())
            said = self.peer.say(LOWER)
            following = self.first_advert(said)
            before = [frame.time for frame in self.adverts(said - 3 * INTERVAL) if frame.time < said][-1]
            if said - before < 0.7 * INTERVAL:  # else the next one was due in any case
                answered.append(following - before < 0.8 * INTERVAL)
        expect_equal("answers to three lesser adverts", answered, [wanted] * 3)


@scenario()
def preempt_delay_counts_from_the_first_lesser_advert_and_again_after_a_better_one(stage):
    """And it delays nothing where no master is heard."""
    stage.backup("    preempt_delay 2\n")
    stage.peer.play(LOWER)
    time.sleep(1)
    stage.peer.play(HIGHER)
    time.sleep(2 * INTERVAL)
    since = stage.peer.play(LOWER)
    stage.expect_takeover(since, 2, 2 + DOWN)
    stage.peer.play(HIGHER)
    until("the node is backup", lambda: not stage.node.holds(VIP), 5)
    since = stage.peer.be_silent()
    stage.expect_takeover(since, DOWN - INTERVAL, DOWN)


@scenario()
def startup_delay_lets_nobody_become_master_before(stage):
    """Neither where no master is heard nor the owner of the addresses, and adverts count from its end."""
    other = instance(255, None, 3, INTERVAL, "192.0.2.101", vrid=52).replace("VI_1", "VI_2")
    begun = time.time()
    stage.start_node(blocks="global_defs {\n    vrrp_startup_delay 5\n}\n" + other)
    ready = time.time()
    until("both are masters", lambda: {51, 52} <= {frame.advert.vrid for frame in stage.adverts(0)}, 15)
    first = {vrid: next(frame.time for frame in stage.adverts(0) if frame.advert.vrid == vrid) for vrid in (51, 52)}
    patience = 0 if program_under_test() == "lvsd" else DOWN  # keepalived's owner waits like any other
    expect_between("the owner's first advert", begun + 5, first[52], ready + 5 + patience + SLACK)
    expect_between("the other's first advert", begun + 5 + DOWN, first[51], ready + 5 + DOWN + SLACK)


@scenario(cases={"instance": ("    down_timer_adverts 10\n", ""),
                 "global": ("", "global_defs {\n    vrrp_down_timer_adverts 10\n}\n")})
def down_timer_adverts_says_how_many_may_be_lost(stage, where):
    """Ten rather than three."""
    stage.backup(*where)
    since = stage.peer.be_silent()
    long = DOWN + 7 * INTERVAL
    stage.expect_takeover(since, long - INTERVAL, long)


@scenario(cases={"by_default": ("", True), "lower_prio_no_advert": ("    lower_prio_no_advert\n", False)})
def lesser_adverts_are_answered_at_once_unless_told_otherwise(stage, case):
    """The addresses are announced again either way."""
    words, answers = case
    stage.master(QUIET + words)
    since = time.time()
    stage.expect_answers(answers)
    until("the address is announced again", lambda: stage.wire.announcements("node", VIP, since), 2)


@scenario(cases={"on": ("    higher_prio_send_advert\n", 1), "off": ("    higher_prio_send_advert off\n", 0)})
def master_that_yields_sends_one_more_advert_where_told(stage, case):
    """So that the winner announces its addresses again."""
    words, count = case
    stage.master(QUIET + words)
    last = stage.first_advert(time.time())
    since = stage.peer.play(HIGHER)
    until("the address is gone", lambda: not stage.node.holds(VIP), 5)
    frames = [frame for frame in stage.adverts(since) if frame.time > last]
    expect_equal("adverts after the better one", len(frames), count)


@scenario()
def strict_mode_answers_no_lesser_advert_and_yields_without_one(stage):
    """`vrrp_strict`: neither an advert nor an announcement for a lesser one."""
    stage.master(QUIET, blocks="global_defs {\n    vrrp_strict\n}\n")
    since = time.time()
    stage.expect_answers(False)
    stage.expect_rhythm(since, 5 * INTERVAL)
    expect_equal("announcements", len(stage.wire.announcements("node", VIP, since)), 0)
    last = stage.first_advert(time.time())
    since = stage.peer.play(HIGHER)
    until("the node has yielded", lambda: not stage.node.holds(VIP), 5)
    expect_equal("adverts after the better one",
                 len([frame for frame in stage.adverts(since) if frame.time > last]), 0)


@scenario(cases={"by_default": "", "timer_expired_backup": "    nopreempt\n    timer_expired_backup 100\n"},
          only="lvsd")
def master_that_stood_still_goes_on_as_backup_where_told(stage, words):
    """Stopped for longer than another's patience; meanwhile a lesser one has taken over."""
    stage.master(words)
    stage.node.process.signal(signal.SIGSTOP)
    time.sleep(DOWN)
    stage.peer.play(LOWER)
    time.sleep(DOWN)
    stage.node.process.signal(signal.SIGCONT)
    since = time.time()
    if not words:
        stage.expect_takeover(since, 0)
        return
    stays("the node sends nothing", lambda: not stage.adverts(since), 2 * DOWN)
    until("the address is gone", lambda: not stage.node.holds(VIP), 2)
    since = stage.peer.be_silent()
    stage.expect_takeover(since, DOWN - INTERVAL, DOWN)


@scenario(cases={"by_default": False, "owner_ignore_adverts": True}, only="lvsd")
def owner_yields_to_another_owner_unless_it_ignores_adverts(stage, ignores):
    """Both say 255, and the other's address is higher; keepalived's owners agree by other means."""
    stage.master("    owner_ignore_adverts\n" if ignores else "", 255)
    since = stage.peer.play(255)
    if ignores:
        stage.expect_rhythm(since, 2)
        expect(stage.node.holds(VIP), "the address is gone")
    else:
        until("the address is gone", lambda: not stage.node.holds(VIP), 5)

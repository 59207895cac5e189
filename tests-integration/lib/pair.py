"""The pair of seed 001 at work: two directors, two real servers, a client; used by the lab and by the sandbox."""

import time

import seed001
from director import Keepalived, Lvsd, program_under_test
from lan import Site
from seed001 import DIRECTOR1, DIRECTOR2, REAL1, REAL2, VIP
from table import await_listing
from traffic import Client, Download, RealServer
from waiting import expect, until
from wire import Wire

SOURCES = [f"192.0.2.{last}" for last in range(31, 39)]
BOTH = f"TCP {VIP}:80 wlc persistent 600\n-> {REAL1}:80 Route 100\n-> {REAL2}:80 Route 100"
ONLY_REAL2 = f"TCP {VIP}:80 wlc persistent 600\n-> {REAL2}:80 Route 100"


class Pair(Site):
    """Director 1 (preferred) reads keepalived.conf, director 2 YAML. `Pair()` as a context has all of it running."""

    START = 120  # seconds that two JVMs may take to start side by side in the lab kernel

    def __init__(self, directory, tag=""):
        super().__init__(directory, tag)
        self.director1 = self.director2 = self.wire = self.client_host = None
        self.reals = []

    def __enter__(self):
        super().__enter__()
        self.build()
        self.serve()
        return self

    def build(self):
        """The hosts, the real servers and the configurations; nothing is started but the real servers."""
        first, second = self.host("director1", f"{DIRECTOR1}/24"), self.host("director2", f"{DIRECTOR2}/24")
        for label, address in (("real1", REAL1), ("real2", REAL2)):
            real = RealServer(self, self.host(label, f"{address}/24"), VIP)
            real.page("file", "0123456789" * (Download.SIZE // 10))
            self.reals.append(real.open())
        self.client_host = self.host("client", *(f"{source}/24" for source in SOURCES))
        self.wire = Wire(self)
        if program_under_test() == "keepalived":
            self.director1 = Keepalived(self, first, seed001.text(seed001.KEEPALIVED, 1))
            self.director2 = Keepalived(self, second, seed001.text(seed001.KEEPALIVED, 2))
        else:
            self.director1 = Lvsd(self, first, seed001.text(seed001.KEEPALIVED, 1))
            self.director2 = Lvsd(self, second, seed001.text(seed001.YAML, 2), ".yaml")

    def serve(self):
        """Starts both directors and waits until the pair serves."""
        self.director1.start()
        self.director2.start()
        self.director1.await_ready(self.START)
        self.director2.await_ready(self.START)
        self.await_master(self.director1, 60)
        self.await_tables(BOTH, 30)

    def start_again(self, director):
        """Starts a director that had ended and waits until the pair is as at first, director 1 heard by director 2."""
        director.start().await_ready(self.START)
        self.await_master(self.director1, 60)
        ready = time.time()
        until("director 2 hears director 1",
              lambda: self.wire.adverts("director2", ready, from_host=False, priority=100), 10)

    def other(self, director):
        """The other one of the two."""
        return self.director2 if director is self.director1 else self.director1

    def await_master(self, director, seconds):
        """Waits until one director alone holds the VIP."""
        def alone():
            holders = [one.host.label for one in (self.director1, self.director2) if one.holds(VIP)]
            if holders != [director.host.label]:
                raise ValueError(f"held by {holders}")
            return True
        until(f"{director.host.label} alone holds {VIP}", alone, seconds, every=0.2)

    def await_holder(self, director, seconds):
        """Waits until a director holds the VIP, whoever else does."""
        until(f"{director.host.label} holds {VIP}", lambda: director.holds(VIP), seconds, every=0.2)

    def await_tables(self, wanted, seconds):
        """Waits until both directors' tables say the same."""
        for director in (self.director1, self.director2):
            await_listing(director.host, wanted, seconds)

    def client(self, **pace):
        """A client that keeps asking, from several addresses because the service is persistent."""
        return Client(self.client_host, SOURCES, VIP, 80, **pace).start()

    def expect_served(self, seconds=15):
        """Each of the client's addresses is answered; between them they meet both real servers."""
        client = self.client(pace=0.02)
        try:
            client.await_answers(2 * len(SOURCES), seconds)
        finally:
            client.stop()
        expect(set(client.answers) <= {"real1", "real2"}, f"strange answers: {client.story()}")
        return client

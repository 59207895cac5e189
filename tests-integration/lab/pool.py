"""What a virtual server does with the weights of its real servers, seen by ipvsadm: quorum, sorry server, inhibit."""

from director import Lvsd
from lan import Site
from scenario import scenario
from table import TableTap, await_listing, listing
from traffic import Client, RealServer
from waiting import expect, expect_equal, until

SHARED = True
VIP = "192.0.2.100"
REAL1, REAL2, SORRY = "192.0.2.21", "192.0.2.22", "192.0.2.29"
HEAD = f"TCP {VIP}:80 rr\n"
PATIENCE = 40  # seconds; the checks need three, the lab kernel's JVM more


class Stage(Site):
    """A director with the VIP, two real servers, a sorry server and a client."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", f"{VIP}/32")
        self.reals = [RealServer(self, self.host(label, f"{address}/24"), VIP).open()
                      for label, address in (("real1", REAL1), ("real2", REAL2), ("sorry", SORRY))]
        self.client_host = self.host("client", "192.0.2.200/24")
        self.tap = TableTap(self.director_host)
        self.closing.append(self.tap.close)
        return self

    def changes(self, since, count):
        """Waits for so many requests that change the table behind the first `since`, and returns what came."""
        until("the tap has seen it", lambda: len(self.tap.changes) >= since + count, 10)
        return self.tap.changes[since:]

    def run(self, words, real_words="", check="HTTP_GET {\n url {\n path /\n }\n retry 0\n connect_timeout 2\n }\n"):
        """Starts a director with this virtual server, its real servers of weights 2 and 1."""
        reals = "".join(f" real_server {address} 80 {{\n weight {weight}\n {real_words}\n {check} }}\n"
                        for address, weight in ((REAL1, 2), (REAL2, 1)))
        text = (f"virtual_server {VIP} 80 {{\n protocol TCP\n lb_algo rr\n lb_kind DR\n delay_loop 1\n"
                f" {words}\n{reals}}}\n")
        return Lvsd(self, self.director_host, text).start().await_ready(60)

    def await_table(self, *rows):
        """Waits for these real servers, each `address weight`, and nothing else."""
        lines = [f"-> {row.split()[0]}:80 Route {row.split()[1]}" for row in rows]
        await_listing(self.director_host, "\n".join([HEAD.strip(), *lines]), PATIENCE)

    def end(self, director):
        """Stops the director; nothing is left."""
        expect_equal("exit status", director.stop(30), 0)
        expect_equal("the table afterwards", listing(self.director_host), "")


@scenario(only="lvsd", limit=240)
def sorry_server_comes_before_the_last_real_server_goes(stage):
    """And goes after the first came back: at no moment is the virtual server empty, and the client is answered."""
    director = stage.run(f"sorry_server {SORRY} 80")
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.reals[0].close()
    stage.await_table(f"{REAL2} 1")
    seen = len(stage.tap.changes)
    stage.reals[1].close()
    stage.await_table(f"{SORRY} 1")
    expect_equal("changes, the sorry server's first", stage.changes(seen, 2), ["new real server", "delete real server"])
    expect(f"sorry server {SORRY}:80 serves" in director.lvsctl("status"), "lvsctl status is silent about it")
    client = Client(stage.client_host, [None], VIP, 80).start()
    client.await_answers(3, 20, "sorry")
    seen = len(stage.tap.changes)
    stage.reals[0].open()
    stage.await_table(f"{REAL1} 2")
    expect_equal("changes, the real server's first", stage.changes(seen, 2), ["new real server", "delete real server"])
    client.await_answers(3, 20, "real1")
    client.stop()
    stage.reals[1].open()
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.end(director)


@scenario(only="lvsd", limit=240)
def lost_quorum_takes_out_live_real_servers_and_a_restart_keeps_it_so(stage):
    """Weight 3 is asked for: without real 2 there is 2 of it. After a kill -9 the table is adopted as it is."""
    director = stage.run(f"quorum 3\n sorry_server {SORRY} 80\n sorry_server_inhibit")
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.reals[1].close()
    stage.await_table(f"{SORRY} 1")
    director.crash()
    seen = len(stage.tap.changes)
    director.start().await_ready(60)
    until("both were checked", lambda: all(
        real["health"] != "unknown" for real in director.status()["virtual_server"][0]["real_server"]), PATIENCE)
    stage.await_table(f"{SORRY} 1")
    expect_equal("requests that change the table", stage.tap.changes[seen:], [])
    stage.reals[1].open()
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1", f"{SORRY} 0")
    stage.end(director)


@scenario(only="lvsd", limit=240)
def inhibited_real_server_stays_at_weight_zero(stage):
    """With a sorry server, and so do those that are up while that one serves."""
    director = stage.run(f"quorum 2\n inhibit_on_failure\n sorry_server {SORRY} 80")
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.reals[1].close()
    stage.await_table(f"{REAL1} 2", f"{REAL2} 0")
    stage.reals[1].open()
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.reals[0].close()
    stage.await_table(f"{REAL1} 0", f"{REAL2} 0", f"{SORRY} 1")
    stage.reals[0].open()
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.end(director)


@scenario(only="lvsd", limit=240)
def alpha_keeps_real_servers_out_until_their_first_success(stage):
    """Real 1 is closed from the start and never gets into the table."""
    stage.reals[0].close()
    director = stage.run("alpha")
    stage.await_table(f"{REAL2} 1")
    stage.reals[0].open()
    stage.await_table(f"{REAL1} 2", f"{REAL2} 1")
    stage.end(director)

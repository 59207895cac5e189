"""Real servers that lose their clients: removed by a reload, or by operators' orders of an earlier run."""

import datetime
import json
import os

from director import Lvsd
from lan import Site
from scenario import scenario
from table import await_listing, listing
from traffic import Client, Download, RealServer
from waiting import expect, expect_equal, until

SHARED = True
VIP = "192.0.2.100"
REAL1, REAL2 = "192.0.2.21", "192.0.2.22"
PATIENCE = 40  # seconds, with the lab kernel's JVM


class Stage(Site):
    """A director with the VIP, two real servers that nobody checks, and a client."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", f"{VIP}/32")
        for label, address in (("real1", REAL1), ("real2", REAL2)):
            real = RealServer(self, self.host(label, f"{address}/24"), VIP)
            real.page("file", "0123456789" * (Download.SIZE // 10))
            real.open()
        self.client_host = self.host("client", "192.0.2.200/24")
        return self

    def await_table(self, *rows, persistent=""):
        """Waits for these real servers, each `address weight`, and nothing else."""
        lines = [f"-> {row.split()[0]}:80 Route {row.split()[1]}" for row in rows]
        await_listing(self.director_host, "\n".join([f"TCP {VIP}:80 rr{persistent}", *lines]), PATIENCE)

    def download(self, director, real):
        """A slow download from one real server."""
        for _ in range(2):  # round robin
            download = Download(self.client_host, VIP, 80, "/file", pace=0.5)
            if self.active(director, real):
                return download
            download.finish(30)
        raise RuntimeError(f"no download from {real}:\n{self.director_host.run('ipvsadm', '-Ln')}")

    def active(self, director, real):
        """How many active connections a real server has."""
        rows = [line.split() for line in director.host.run("ipvsadm", "-Ln").splitlines()]
        return sum(int(row[4]) for row in rows if row[:2] == ["->", f"{real}:80"])


def text(reals, settings="", words=""):
    """The configuration with these real servers, each `address weight`."""
    blocks = "".join(f" real_server {real.split()[0]} 80 {{\n weight {real.split()[1]}\n }}\n" for real in reals)
    return (f"lvsd {{\n {settings}\n}}\nvirtual_server {VIP} 80 {{\n protocol TCP\n lb_algo rr\n lb_kind DR\n"
            f" {words}\n{blocks}}}\n")


def reload(director, *reals, settings="", words=""):
    """Has it read a configuration with these real servers."""
    director.configure(text(reals, settings, words))
    director.reload()


def departures(director):
    """Lines of the file `leaving` in the state directory."""
    path = os.path.join(director.state, "leaving")
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as source:
        return source.read().splitlines()[1:]


@scenario(only="lvsd", limit=300)
def removed_real_server_keeps_its_clients_until_they_leave_or_the_deadline_comes(stage):
    """New clients go to the other one; a kill -9 forgets neither; `removed delete` does what keepalived does."""
    both, one = (f"{REAL1} 1", f"{REAL2} 1"), (f"{REAL2} 1",)
    director = Lvsd(stage, stage.director_host, text(both)).start().await_ready(60)
    stage.await_table(*both)
    download = stage.download(director, REAL1)
    reload(director, *one)
    stage.await_table(f"{REAL1} 0", f"{REAL2} 1")
    client = Client(stage.client_host, [None], VIP, 80).start()
    client.await_answers(5, 20, "real2")
    client.stop()
    expect_equal("answers of the real server that leaves", client.answers["real1"], 0)

    left = departures(director)
    expect_equal("real servers that leave, on the disk", len(left), 1)
    director.crash()
    director.start().await_ready(60)
    stage.await_table(f"{REAL1} 0", f"{REAL2} 1")
    expect_equal("who leaves, after the restart", departures(director), left)
    expect_equal("active connections", stage.active(director, REAL1), 1)
    download.finish(60)
    stage.await_table(*one)
    expect("is drained: idle after" in director.log(), director.log()[-2000:])
    until("nobody leaves, on the disk", lambda: departures(director) == [], 10)

    persistent = "persistence_timeout 60"
    reload(director, *both, words=persistent)
    download = Download(stage.client_host, VIP, 80, "/file", pace=0.5)
    until("the download runs", lambda: download.received > 10_000, 20)
    real = REAL1 if stage.active(director, REAL1) else REAL2
    other = [row for row in both if real not in row]
    reload(director, *other, settings="drain_timeout 8", words=persistent)
    stage.await_table(f"{real} 0", *other, persistent=" persistent 60")
    stage.await_table(*other, persistent=" persistent 60")
    expect("cut 1 connection and 1 persistence template" in director.log(), director.log()[-2000:])

    reload(director, *both)
    stage.await_table(*both)
    reload(director, *one, settings="removed delete")
    expect(REAL1 not in listing(stage.director_host), "it is still there")
    expect_equal("exit status", director.stop(30), 0)


@scenario(only="lvsd", limit=240)
def orders_of_an_earlier_run_count_from_the_first_step(stage):
    """A drained real server never gets into the table, and a ramp that has begun goes on to its end."""
    director = Lvsd(stage, stage.director_host, text((f"{REAL1} 5", f"{REAL2} 5")))
    os.makedirs(director.state, exist_ok=True)
    now = datetime.datetime.now(datetime.timezone.utc)
    orders = [{"virtual_server": f"TCP {VIP}:80", "real_server": REAL1, "port": 80, "order": "drain"},
              {"real_server": REAL2, "order": "weight", "weight": 1000, "ramp": "PT25S"}]
    with open(os.path.join(director.state, "orders"), "w", encoding="ascii") as output:
        output.write("# lvsd orders 1\n" + "".join(
            json.dumps(order | {"by": "alice", "at": now.isoformat().replace("+00:00", "Z"), "reason": "lab"}) + "\n"
            for order in orders))
    director.start()
    weights = []

    def arrived():
        rows = [line.split() for line in listing(stage.director_host).splitlines() if line.startswith("->")]
        expect(all(REAL2 in row[1] for row in rows), f"a drained real server is in the table: {rows}")
        weights.extend(int(row[3]) for row in rows if not weights or int(row[3]) != weights[-1])
        return weights and weights[-1] == 1000
    until("the ramp ends", arrived, 90)
    expect(len(weights) > 3 and weights == sorted(weights), f"weights on the way: {weights}")
    director.await_ready(60)
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("the table afterwards", listing(stage.director_host), "")

"""What an operator sees of real traffic: counters, rates, connections and top, each beside ipvsadm's."""

from collections import Counter

from director import Lvsd
from lan import Site
from scenario import scenario
from table import await_listing
from traffic import Client, RealServer, connect
from waiting import expect, expect_equal, until

SHARED = True
VIP, OTHER = "192.0.2.100", "192.0.2.101"
REAL1, REAL2 = "192.0.2.21", "192.0.2.22"
SOURCES = [f"192.0.2.{last}" for last in range(201, 205)]
PATIENCE = 60  # seconds; lvsd reads the kernel's counters every five, an lvsctl takes one or two in the lab kernel


class Stage(Site):
    """A director with two virtual servers of the same two real servers, and a client with open connections."""

    def __enter__(self):
        super().__enter__()
        self.host_of_director = self.host("director", "192.0.2.11/24", f"{VIP}/32", f"{OTHER}/32")
        self.reals = []
        for label, address in (("real1", REAL1), ("real2", REAL2)):
            real = RealServer(self, self.host(label, f"{address}/24"), VIP)
            real.host.ip(f"address add {OTHER}/32 dev lo")
            self.reals.append(real.open())
        self.client_host = self.host("client", *(f"{source}/24" for source in SOURCES))
        self.director = Lvsd(self, self.host_of_director, services()).start().await_ready(60)
        self.open = []
        return self

    def ipvsadm(self, *options):
        """Lines of `ipvsadm -Ln`, without its version."""
        return self.host_of_director.run("ipvsadm", "-Ln", *options).splitlines()[1:]

    def connections(self, address):
        """What `ipvsadm -Lnc` has of a virtual address: each line without the time, in order."""
        lines = self.host_of_director.run("ipvsadm", "-Lnc").splitlines()[2:]
        rows = [line.split() for line in lines]
        return sorted([row[0], *row[2:6]] for row in rows if row[4].startswith(f"{address}:"))

    def hold(self, count):
        """Opens connections that stay open and say nothing, half of them to each virtual server."""
        for number in range(count):
            address = (VIP, OTHER)[number % 2]
            stream = connect(self.client_host, address, 80, SOURCES[number % len(SOURCES)], seconds=20)
            self.open.append(stream)
            self.closing.append(stream.close)


def services():
    """keepalived.conf text: one persistent virtual server with thresholds, and one of neither."""
    def reals(words):
        return "".join(f" real_server {address} 80 {{\n weight 1\n {words}\n TCP_CHECK {{\n connect_timeout 2\n"
                       " retry 0\n }\n }\n" for address in (REAL1, REAL2))
    return (f"virtual_server {VIP} 80 {{\n protocol TCP\n lb_algo rr\n lb_kind DR\n delay_loop 1\n"
            f" persistence_timeout 600\n{reals('uthreshold 1000')}}}\n"
            f"virtual_server {OTHER} 80 {{\n protocol TCP\n lb_algo rr\n lb_kind DR\n delay_loop 1\n{reals('')}}}\n")


def rows_of(lines):
    """Words of each line, real servers in order behind their virtual server."""
    rows = [line.split() for line in lines]
    order, service = [], 0
    for row in rows:
        service += row[0] != "->"
        order.append((service, row))
    return [row for _, row in sorted(order)]


def same_table(stage, *options):
    """Waits until `lvsctl services` and ipvsadm print the same numbers."""
    def same():
        ours, theirs = stage.director.lvsctl("services", *options).splitlines(), stage.ipvsadm(*options)
        if rows_of(ours) != rows_of(theirs):
            raise ValueError("\n".join(["", *ours, "ipvsadm:", *theirs]))
        return True
    until(f"lvsctl services {' '.join(options)} prints what ipvsadm prints", same, PATIENCE, every=1)


@scenario(only="lvsd", limit=300)
def rates_are_seen_while_clients_ask(stage):
    """In lvsctl and in ipvsadm; and top has the virtual server that is asked for first."""
    client = Client(stage.client_host, SOURCES, OTHER, 80, pace=0.02).start()
    name = f"tcp/{OTHER}:80"

    def rates():
        service = stage.director.get("/v1/top?sort=cps&limit=1")["virtual_server"][0]
        line = [row for row in rows_of(stage.ipvsadm("--rate")) if row[1] == f"{OTHER}:80"]
        expect_equal("the busiest", service["address"], OTHER)
        expect(service["traffic"]["rates"]["in_bytes"] > 100, f"{service['traffic']}")
        expect(int(line[0][5]) > 100, f"ipvsadm: {line}")
        expect(sum(real["traffic"]["rates"]["connections"] for real in service["real_server"]) > 0, "of nobody")
        return True
    until("there are rates", rates, PATIENCE, every=0.5)
    screen = stage.director.lvsctl("top", "-n", "1", "--sort", "in", name).splitlines()
    expect(screen[0].startswith("lvsd ") and "1 virtual, 2 real servers, 2 up" in screen[1], f"{screen}")
    expect_equal("servers on the screen", sorted(line.split()[0] for line in screen[6:]),
                 [f"{REAL1}:80", f"{REAL2}:80"])
    client.stop()


@scenario(only="lvsd", limit=300)
def counters_are_those_of_ipvsadm(stage):
    """Connections, packets and bytes of every server, and of all together, once nobody asks any more."""
    stage.hold(8)
    for options in (("--stats", "--exact"), ("--persistent-conn",), ("--thresholds",), ("--rate",)):
        same_table(stage, *options)
    text = stage.host_of_director.run("curl", "-sS", "--fail", "http://127.0.0.1:9166/metrics")
    shown = {name: int(float(value)) for name, value in
             (line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("lvsd_ipvs_"))
             if "{" not in name}
    kernel = stage.host_of_director.run("cat", "/proc/thread-self/net/ip_vs_stats").splitlines()[2].split()
    expect_equal("metrics of all", [shown[f"lvsd_ipvs_{name}_total"] for name in (
        "connections", "incoming_packets", "outgoing_packets", "incoming_bytes", "outgoing_bytes")],
        [int(number, 16) for number in kernel])
    expect(shown["lvsd_ipvs_connections_total"] >= 8, "nothing was counted")


@scenario(only="lvsd", limit=300)
def connections_are_those_of_ipvsadm(stage):
    """Of a virtual server with templates, of a real server, in a state, from a client, and counted."""
    if len(stage.open) < 8:
        stage.hold(8)

    def same():
        lines = stage.director.lvsctl("connections", f"{VIP}:80").splitlines()
        ours = sorted([row[0], *row[2:6]] for row in (line.split() for line in lines[1:]))
        expect_equal("connections", ours, stage.connections(VIP))
        return ours
    found = until("lvsctl connections prints what ipvsadm -Lnc prints", same, PATIENCE, every=1)
    standing = [row for row in found if row[1] == "ESTABLISHED"]
    templates = [row for row in found if row[1] in ("NONE", "ASSURED")]
    expect(len(standing) >= 4 and templates, f"{found}")

    def asked(*words):
        return stage.director.get("/v1/connections?virtual_server=" + "&".join([f"{VIP}:80", *words]))
    expect_equal("templates", asked("templates=true")["matched"], len(templates))
    expect_equal("standing", asked("state=established")["matched"], len(standing))
    expect_equal("to one real server", asked(f"real_server={REAL1}", "state=ESTABLISHED")["matched"],
                 sum(row[4] == f"{REAL1}:80" for row in standing))
    of_clients = Counter(row[2].rsplit(":", 1)[0] for row in standing)
    counted = asked("state=ESTABLISHED", "count_by=client")["groups"]
    expect_equal("by client", {group["of"]: group["connections"] for group in counted}, of_clients)
    expect_equal("from a network", asked("client=192.0.2.201/32", "state=ESTABLISHED")["matched"],
                 of_clients[SOURCES[0]])
    limited = asked("limit=1")
    expect(len(limited["connections"]) == 1 and limited["matched"] == len(found), f"{limited}")
    expect("did you mean" in stage.director.get("/v1/connections?virtual_server=192.0.2.100:81")["error"], "no hint")


@scenario(only="lvsd", limit=300)
def totals_stand_still_while_a_real_server_is_out_and_go_on_when_it_is_back(stage):
    """As the kernel's do, which keeps those of a real server that comes back soon."""
    client = Client(stage.client_host, SOURCES, OTHER, 80, pace=0.1).start()
    client.await_answers(10, PATIENCE)
    client.stop()
    same_table(stage, "--stats", "--exact")

    def total():
        service = [one for one in stage.director.get("/v1/services")["virtual_server"] if one["address"] == OTHER][0]
        real = [one for one in service["real_server"] if one["address"] == REAL1][0]
        return real["in_table"], real["traffic"]["in_bytes"]
    before = total()[1]
    expect(before > 0, "no traffic")
    stage.reals[0].close()
    until("it is out of the table", lambda: not total()[0], PATIENCE)
    syncs = stage.director.status()["table"]["syncs"]
    until("the table was read without it", lambda: stage.director.status()["table"]["syncs"] > syncs + 1, PATIENCE)
    expect_equal("its bytes while it is out", total(), (False, before))
    stage.reals[0].open()
    until("it is back", lambda: total()[0], PATIENCE)
    same_table(stage, "--stats", "--exact")
    expect(total()[1] >= before, "the total began anew")
    expect_equal("exit status", stage.director.stop(30), 0)
    await_listing(stage.host_of_director, "", 10)

"""What /metrics says of a real IPVS table, beside what ipvsadm says of it."""

from pair import BOTH, Pair
from scenario import scenario
from seed001 import REAL1, REAL2, VIP
from table import await_listing, counters
from waiting import expect, until

SHARED = True
Stage = Pair
SERVICE = f'protocol="TCP",virtual_server="{VIP}:80"'


def samples(director):
    """All samples of a director, by name and labels."""
    text = director.host.run("curl", "-sS", "--fail", "--max-time", "20", "http://127.0.0.1:9166/metrics")
    return {name: float(value) for name, value in
            (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))}


@scenario(only="lvsd")
def metrics_count_connections_as_the_kernel_does(pair):
    """Of the virtual server and of each real server, once nobody asks any more."""
    pair.expect_served()

    def same():
        shown, kernel = samples(pair.director1), counters(pair.director1.host, f"{VIP}:80")
        seen = {f"{VIP}:80": shown["lvsd_virtual_server_connections_total{" + SERVICE + "}"]}
        for real in (REAL1, REAL2):
            labels = f'{{protocol="TCP",real_server="{real}:80",virtual_server="{VIP}:80"}}'
            seen[f"{real}:80"] = shown["lvsd_real_server_connections_total" + labels]
            expect(shown["lvsd_real_server_weight" + labels] == 100, "the weight is not the table's")
            expect(shown["lvsd_real_server_incoming_bytes_total" + labels] > 0, "no bytes yet")
        if seen != kernel or not seen[f"{VIP}:80"]:
            raise ValueError(f"{seen}, the kernel has {kernel}")
        return True
    until("metrics and ipvsadm count the same connections", same, 30, every=1)


@scenario(only="lvsd")
def metrics_count_what_someone_else_changed(pair):
    """A real server deleted by ipvsadm is put back, as drift."""
    before = samples(pair.director1)["lvsd_ipvs_drift_total"]
    pair.director1.host.run("ipvsadm", "-d", "-t", f"{VIP}:80", "-r", f"{REAL1}:80")
    until("drift is counted", lambda: samples(pair.director1)["lvsd_ipvs_drift_total"] > before, 30, every=1)
    await_listing(pair.director1.host, BOTH, 10)

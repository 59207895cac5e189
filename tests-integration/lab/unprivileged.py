"""lvsd without root on a real IPVS table: the user and the capabilities of the systemd unit, and nothing else.

What is needed besides: the kernel has to be able to load `ip_vs` and its schedulers itself, by the program of
/proc/sys/kernel/modprobe, which it runs as root. lvsd loads no module.
"""

from confined import CAPABILITIES, USER, Confined
from director import instance
from labkernel import is_lab_kernel
from lan import Site
from scenario import scenario
from table import await_listing, daemons, listing, timeouts
from traffic import Client, RealServer
from waiting import expect, expect_equal, until

SHARED = True
VIP, REAL = "192.0.2.100", "192.0.2.21"
TABLE = f"TCP {VIP}:80 wlc"
GLOBALS = "global_defs {\n  lvs_sync_daemon ens192 VI_1\n  lvs_timeouts tcp 1000\n}\n"
TEXT = GLOBALS + instance(100, None, 3, 1, VIP) + f"""virtual_server {VIP} 80 {{
    delay_loop 1
    lb_algo wlc
    lb_kind DR
    protocol TCP
    real_server {REAL} 80 {{
        weight 5
        TCP_CHECK {{
            connect_timeout 2
            retry 0
        }}
    }}
}}
"""


class Stage(Site):
    """Hosts for two directors, a real server and a client."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24")
        self.poor_host = self.host("poor", "192.0.2.12/24")
        self.real = RealServer(self, self.host("real", f"{REAL}/24"), VIP).open()
        self.client_host = self.host("client", "192.0.2.200/24")
        return self


def ipvs_is_loaded():
    """Whether the kernel has IPVS now, without asking it to load it."""
    with open("/proc/modules", encoding="ascii") as modules:
        return any(line.startswith("ip_vs ") for line in modules)


@scenario(only="lvsd", limit=180)
def three_capabilities_are_enough_for_the_table_and_for_loading_ip_vs(stage):
    """In a kernel that has not loaded it yet; what lvsd programs forwards, follows the checks, and goes with it."""
    if is_lab_kernel():
        expect(not ipvs_is_loaded(), "ip_vs is loaded already, so that nothing is shown")
    director = Confined(stage, stage.director_host, TEXT, table="kernel").start().await_ready(60)
    with open(f"/proc/{director.process.pid}/status", encoding="ascii") as text:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in text)
    expect_equal("uid", status["Uid"].split(), [USER] * 4)
    expect_equal("capabilities", int(status["CapEff"], 16), 1 << 12 | 1 << 13 | 1 << 23)
    await_listing(stage.director_host, f"{TABLE}\n-> {REAL}:80 Route 5", 30)
    until("the VIP is there", lambda: director.holds(VIP), 20)
    until("it may start the sync daemon and set timeouts",
          lambda: [line.split()[0] for line in daemons(stage.director_host)] == ["master"]
          and timeouts(stage.director_host) == "1000 120 300", 20)
    client = Client(stage.client_host, [None], VIP, 80).start()
    client.await_answers(3, 20, "real")
    client.stop()
    stage.real.close()
    await_listing(stage.director_host, TABLE, 30)
    stage.real.open()
    await_listing(stage.director_host, f"{TABLE}\n-> {REAL}:80 Route 5", 30)
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("the table afterwards", listing(stage.director_host), "")
    expect_equal("daemons and timeouts afterwards", (daemons(stage.director_host), timeouts(stage.director_host)),
                 ([], "900 120 300"))
    expect(not director.holds(VIP), "the VIP is still there")


@scenario(only="lvsd", limit=120)
def without_net_admin_it_does_not_start_and_names_the_capability(stage):
    """The counter-proof: it is these capabilities that it works by."""
    fewer = [name for name in CAPABILITIES if name != "net_admin"]
    director = Confined(stage, stage.poor_host, TEXT, table="kernel", capabilities=fewer).start()
    expect_equal("exit status", director.process.exit_status(60), 1)
    expect("CAP_NET_ADMIN" in director.log(), f"no word of the capability: {director.log()}")
    expect_equal("the table", listing(stage.poor_host), "")

"""A kernel without IPVS: the lab kernel with those modules hidden. Not for hosts that have IPVS themselves."""

from director import Lvsd, instance
from labkernel import host_has_ipvs
from lan import Site
from scenario import scenario
from waiting import expect, expect_equal

SHARED = True
WITH_IPVS = False
SERVICE = "virtual_server 192.0.2.100 80 {\n  protocol TCP\n  lb_kind DR\n  real_server 192.0.2.21 80 { weight 1 }\n}\n"


class Stage(Site):
    """A host for a director."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24")
        return self


@scenario(only="lvsd")
def kernel_without_ipvs_gives_one_clear_message(stage):
    """Exit status 1, and a hint at what to do."""
    if host_has_ipvs():
        return  # a host's own IPVS can't be hidden from it
    director = Lvsd(stage, stage.director_host, instance(100) + SERVICE).start()
    expect_equal("exit status", director.process.exit_status(60), 1)
    messages = [line for line in director.log().splitlines() if "IPVS" in line]
    expect_equal("lines about IPVS", len(messages), 1)
    expect("ip_vs" in messages[0] and "--table memory" in messages[0], f"no hint: {messages[0]}")
    expect(not director.holds("192.0.2.100"), "the VIP is there though nothing was started")


@scenario(only="lvsd")
def table_in_memory_works_without_ipvs(stage):
    """--table memory runs everything but the forwarding."""
    director = Lvsd(stage, stage.director_host, instance(100) + SERVICE, table="memory").start().await_ready(60)
    expect_equal("kind of table", director.status()["table"]["kind"], "memory")
    expect_equal("virtual servers", len(director.status()["virtual_server"]), 1)
    expect_equal("exit status", director.stop(30), 0)

"""What an operator gets wrong, or the machine: each a clear error at once, or a clean recovery."""

import os
import time

from director import LVSD, Lvsd, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_equal, stays, until
from wire import Wire

VIP = "192.0.2.100"
SERVICE = ("virtual_server 192.0.2.100 80 {{\n  protocol TCP\n  lb_kind DR\n"
           "  real_server 192.0.2.21 80 {{ weight {weight} }}\n}}\n")


class Stage(Site):
    """One host."""

    def __enter__(self):
        super().__enter__()
        self.node = self.host("node", "192.0.2.11/24")
        return self

    def director(self, text, suffix=".conf"):
        """A director on the host, its table in memory; not started."""
        return Lvsd(self, self.node, text, suffix, table="memory")

    def refused(self, path, *words, seconds=10):
        """`lvsd check` and `lvsd run` end with status 1 and 78 within seconds, and name the path and these words."""
        for command in (["check", path], ["run", "-c", path, "--control", self.file("s"), "--state", self.file("d"),
                                          "--table", "memory"]):
            process = self.start(f"{command[0]}-{os.path.basename(path)}", self.node, LVSD, *command)
            expect_equal(f"exit status of lvsd {command[0]}", process.exit_status(seconds),
                         78 if command[0] == "run" else 1)
            for word in (path, *words):
                expect(word in process.log(), f"lvsd {command[0]} does not mention {word}: {process.log()[:1500]}")
            expect(len(process.log()) < 300_000, f"lvsd {command[0]} wrote {len(process.log())} characters")
            expect("Exception" not in process.log(), f"lvsd {command[0]} shows a stack: {process.log()[:1500]}")


@scenario(only="lvsd")
def configuration_that_is_a_directory_is_refused(stage):
    """One message that says so."""
    os.makedirs(stage.file("directory.yaml"))
    os.makedirs(stage.file("directory.conf"))
    stage.refused(stage.file("directory.yaml"), "directory")
    stage.refused(stage.file("directory.conf"), "directory")


@scenario(only="lvsd")
def configuration_that_is_missing_empty_or_noise_is_refused(stage):
    """None of them is a configuration."""
    stage.refused(stage.file("missing.yaml"))
    for suffix in (".yaml", ".conf"):
        path = stage.write(f"noise{suffix}", "")
        with open(path, "wb") as output:
            output.write(os.urandom(100_000))
        stage.refused(path)


@scenario(only="lvsd")
def yaml_alias_bomb_is_refused_at_once(stage):
    """Aliases are no part of lvsd's YAML, so that nothing expands."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    stage.refused(stage.write("bomb.yaml", "\n".join(lines) + "\n"), ":1:")


@scenario(only="lvsd")
def deeply_nested_configuration_is_refused_at_once(stage):
    """100,000 levels end no parser's stack."""
    stage.refused(stage.write("deep.yaml", "a: " + "[" * 100_000 + "\n"))
    stage.refused(stage.write("deep.conf", "vrrp_instance VI_1 {\n" * 100_000))


@scenario(only="lvsd", limit=180)
def huge_configuration_is_refused_or_read_in_seconds(stage):
    """200 MB are refused at once; 4,000 virtual servers of 5 real servers each are served."""
    path = stage.write("huge.yaml", "")
    with open(path, "wb") as output:
        output.truncate(200 << 20)
    stage.refused(path)
    many = "".join(
        f"virtual_server 10.{n >> 8}.{n & 255}.1 80 {{\n  protocol TCP\n  lb_kind DR\n" + "".join(
            f"  real_server 10.200.{n & 255}.{m} 80 {{ weight 1 }}\n" for m in range(1, 6)) + "}\n"
        for n in range(4000))
    director = stage.director(instance(100) + many)
    director.start().await_ready(30)
    until("4,000 virtual servers are in the table", lambda: in_table(director) == 20_000, 10)
    expect_equal("exit status", director.stop(), 0)


@scenario(only="lvsd")
def second_daemon_in_the_namespace_is_refused_and_the_first_is_not_disturbed(stage):
    """Even with another control socket and another state directory."""
    first = stage.director(instance(100) + SERVICE.format(weight=1)).start().await_ready(20)
    until("the first is master", lambda: first.holds(VIP), 10)
    wire = Wire(stage)
    second = Lvsd(stage, stage.node, instance(100) + SERVICE.format(weight=9), ".2.conf", table="memory")
    second.control, second.state = second.control + "2", second.state + "2"
    since = time.time()
    second.start()
    expect_equal("exit status of the second", second.process.exit_status(10), 1)
    expect(str(first.process.pid) in second.log() or "network namespace" in second.log(),
           f"the message does not say who is there: {second.log()}")
    stays("the first is master", lambda: first.holds(VIP), 3)
    expect(len(wire.adverts("node", since, priority=100)) >= 3, "the first stopped advertising")


@scenario(only="lvsd")
def instance_waits_for_an_interface_that_appears_later(stage):
    """Until then it is in FAULT and says which interface it waits for."""
    director = stage.director(instance(100, interface="late0")).start().await_ready(20)
    expect_equal("state", virtual_router(director)["state"], "FAULT")
    expect("late0" in virtual_router(director)["fault"], f"the fault does not name it: {virtual_router(director)}")
    stage.node.ip("link add name late0 type veth peer name late1")
    stage.node.ip("link set dev late1 up")
    stage.node.ip("address add 198.51.100.1/24 dev late0")
    stage.node.ip("link set dev late0 up")
    until("it becomes master", lambda: virtual_router(director)["state"] == "MASTER", 10)
    until("the VIP is there", lambda: f"{VIP}/32" in stage.node.addresses("late0"), 2)
    stage.node.ip("link delete dev late0")
    until("FAULT again", lambda: virtual_router(director)["state"] == "FAULT", 10)
    expect_equal("exit status", director.stop(), 0)


@scenario(only="lvsd", cases={
    "tracked": ("    track_interface {\n        nosuch0\n    }\n", "FAULT", "interface nosuch0: does not exist"),
    "tracked_with_weight": ("    track_interface {\n        nosuch0 weight -20\n    }\n", "MASTER",
                            "track_interface nosuch0 weight -20: down, does not exist"),
    "of_the_source": ("    unicast_src_ip 192.0.2.77\n    unicast_peer {\n        192.0.2.12\n    }\n", "FAULT",
                      "source address 192.0.2.77 is on no interface"),
})
def interface_that_does_not_exist_is_named(stage, case):
    """In the state, or with the priority that it costs, and in `lvsctl vrrp`."""
    extra, state, words = case
    director = stage.director(instance(100, extra=extra)).start().await_ready(20)
    until(f"state {state}", lambda: virtual_router(director)["state"] == state, 10)
    shown = " ".join(director.lvsctl("vrrp").split())
    expect(words in shown, f"lvsctl vrrp does not say {words}: {shown}")
    expect_equal("priority", virtual_router(director)["priority"], 80 if "weight" in extra else 100)
    expect_equal("exit status", director.stop(), 0)


@scenario(only="lvsd")
def virtual_address_that_someone_deletes_is_put_back(stage):
    """An address manager that removes what it does not know."""
    director = stage.director(instance(100)).start().await_ready(20)
    until("the VIP is there", lambda: director.holds(VIP), 10)
    stage.node.ip(f"address delete {VIP}/32 dev {INTERFACE}")
    until("the VIP is back", lambda: director.holds(VIP), 10)
    expect_equal("exit status", director.stop(), 0)


@scenario(only="lvsd")
def lvsctl_without_a_daemon_says_so_in_one_line(stage):
    """Exit status 3."""
    director = stage.director(instance(100))
    process = stage.start("lvsctl", stage.node, *lvsctl(director))
    expect_equal("exit status", process.exit_status(10), 3)
    expect_equal("lines", len(process.log().splitlines()), 1)


@scenario(only="lvsd")
def lvsctl_answers_within_half_a_second(stage):
    """The best of five, natively; other work on this machine may slow single ones."""
    director = stage.director(instance(100) + SERVICE.format(weight=1)).start().await_ready(20)
    times = []
    for _ in range(5):
        started = time.monotonic()
        director.lvsctl("status")
        times.append(time.monotonic() - started)
    expect(min(times) < 0.5, f"lvsctl status took {min(times):.2f} s at best")


def in_table(director):
    """How many real servers are in the table, of all virtual servers together."""
    return sum(real["in_table"] for server in director.get("/v1/services")["virtual_server"]
               for real in server["real_server"])


def lvsctl(director):
    """The command line of `lvsctl status` for a director."""
    return [os.path.join(os.path.dirname(LVSD), "lvsctl"), "-s", director.control, "status"]


def virtual_router(director):
    """What a director says of its one virtual router."""
    return director.get("/v1/vrrp")["vrrp_instance"][0]

"""What lvsd makes of a configuration in the kernel's IPVS table, one director alone, seen by ipvsadm."""

from director import Lvsd, instance
from lan import Site
from scenario import scenario
from table import await_listing, listing
from waiting import expect, expect_equal, until

SHARED = True
SCHEDULERS = ("rr", "wrr", "lc", "wlc", "lblc", "lblcr", "sh", "mh", "dh", "fo", "ovf", "sed", "nq")


class Stage(Site):
    """A host on which directors come and go."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", "2001:db8::11/64")
        return self

    def run(self, text, suffix=".conf"):
        """Starts a director with this configuration and waits until it answers."""
        return Lvsd(self, self.director_host, text, suffix).start().await_ready(60)

    def expect_nothing_left(self, director):
        """Stops the director, which takes all that it programmed with it."""
        expect_equal("exit status", director.stop(30), 0)
        expect_equal("the table afterwards", listing(self.director_host), "")


def service(address, port, reals, **words):
    """keepalived.conf text of a virtual server; reals are (address, port, weight), words its keywords."""
    keywords = {"lb_algo": "rr", "lb_kind": "DR", "protocol": "TCP", **words}
    body = "".join(f"  {name} {value}\n" for name, value in keywords.items())
    body += "".join(f"  real_server {real} {real_port} {{ weight {weight} }}\n" for real, real_port, weight in reals)
    return f"virtual_server {address} {port} {{\n{body}}}\n"


@scenario(only="lvsd")
def every_kind_of_service_is_programmed_as_configured(stage):
    """TCP and UDP, both families, all forwarding methods, persistence, and the largest weight there is."""
    director = stage.run(
        service("192.0.2.100", 80, [("192.0.2.21", 80, 1), ("192.0.2.22", 80, 2147483647)], persistence_timeout=600)
        + service("192.0.2.100", 53, [("192.0.2.21", 53, 0)], protocol="UDP", lb_algo="wrr")
        + service("192.0.2.101", 80, [("192.0.2.21", 8080, 3)], lb_kind="NAT", lb_algo="wlc")
        + service("192.0.2.102", 80, [("198.51.100.1", 80, 4)], lb_kind="TUN", lb_algo="lc")
        + service("2001:db8::100", 443, [("2001:db8::21", 443, 5)], lb_algo="sh")
        + service("2001:db8::100", 53, [("2001:db8::21", 5353, 6)], protocol="UDP", lb_kind="NAT"))
    await_listing(stage.director_host, """\
TCP 192.0.2.100:80 rr persistent 600
-> 192.0.2.21:80 Route 1
-> 192.0.2.22:80 Route 2147483647
UDP 192.0.2.100:53 wrr
-> 192.0.2.21:53 Route 0
TCP 192.0.2.101:80 wlc
-> 192.0.2.21:8080 Masq 3
TCP 192.0.2.102:80 lc
-> 198.51.100.1:80 Tunnel 4
TCP [2001:db8::100]:443 sh
-> [2001:db8::21]:443 Route 5
UDP [2001:db8::100]:53 rr
-> [2001:db8::21]:5353 Masq 6""", 10)
    stage.expect_nothing_left(director)


@scenario(only="lvsd")
def every_scheduler_is_loaded_by_name(stage):
    """One service for each; a scheduler that this kernel lacks is named in the log and costs no other service."""
    director = stage.run("".join(
        service("192.0.2.100", 1000 + number, [("192.0.2.21", 1000 + number, 1)], lb_algo=name)
        for number, name in enumerate((*SCHEDULERS, "twos"))))
    wanted = "\n".join(f"TCP 192.0.2.100:{1000 + number} {name}\n-> 192.0.2.21:{1000 + number} Route 1"
                       for number, name in enumerate(SCHEDULERS))
    if "twos" in listing(stage.director_host):
        wanted += f"\nTCP 192.0.2.100:{1000 + len(SCHEDULERS)} twos\n-> 192.0.2.21:{1000 + len(SCHEDULERS)} Route 1"
    else:
        until("the log names the scheduler that is missing", lambda: "twos" in director.log(), 10)
    await_listing(stage.director_host, wanted, 10)
    stage.expect_nothing_left(director)


@scenario(only="lvsd")
def what_someone_else_edits_is_put_back_and_what_is_theirs_is_left_alone(stage):
    """Edits of every kind to our services, while a service of someone else stands beside them."""
    host = stage.director_host
    host.run("ipvsadm", "-A", "-t", "203.0.113.1:80", "-s", "rr")
    theirs = "TCP 203.0.113.1:80 rr"
    director = stage.run(service("192.0.2.100", 80, [("192.0.2.21", 80, 10), ("192.0.2.22", 80, 10)])
                         + service("192.0.2.100", 81, [("192.0.2.21", 81, 10)]))
    ours = ("TCP 192.0.2.100:80 rr\n-> 192.0.2.21:80 Route 10\n-> 192.0.2.22:80 Route 10\n"
            "TCP 192.0.2.100:81 rr\n-> 192.0.2.21:81 Route 10")
    await_listing(host, f"{ours}\n{theirs}", 10)
    for edit in ("-e -t 192.0.2.100:80 -r 192.0.2.21:80 -g -w 3", "-d -t 192.0.2.100:80 -r 192.0.2.22:80",
                 "-a -t 192.0.2.100:80 -r 192.0.2.99:80 -g -w 1", "-E -t 192.0.2.100:80 -s wlc",
                 "-D -t 192.0.2.100:81"):
        host.run("ipvsadm", *edit.split())
        await_listing(host, f"{ours}\n{theirs}", 20)
    until("the drift is counted", lambda: director.status()["table"]["drift"] >= 5, 10)
    storm(host)
    await_listing(host, f"{ours}\n{theirs}", 20)
    expect(director.process.alive(), "the director has ended")
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("the table afterwards", listing(host), theirs)
    host.run("ipvsadm", "-C")


def storm(host):
    """Someone adds and deletes one of our real servers as fast as can be while we read and write."""
    lines = "-d -t 192.0.2.100:80 -r 192.0.2.21:80\n-a -t 192.0.2.100:80 -r 192.0.2.21:80 -g -w 7\n" * 200
    for line in lines.splitlines()[:100]:
        host.run("ipvsadm", *line.split(), accept=(0, 1, 2, 255))


@scenario(only="lvsd")
def restart_with_an_unchanged_file_adopts_and_one_with_another_file_corrects(stage):
    """After a crash the table stays; the next start takes it over, and removes what is ours and not wanted."""
    both = (service("192.0.2.100", 80, [("192.0.2.21", 80, 1), ("192.0.2.22", 80, 1)])
            + service("192.0.2.100", 81, [("192.0.2.21", 81, 1)]))
    director = stage.run(both)
    director.crash()
    director.configure(service("192.0.2.100", 80, [("192.0.2.21", 80, 5)]))
    director.start().await_ready(60)
    await_listing(stage.director_host, "TCP 192.0.2.100:80 rr\n-> 192.0.2.21:80 Route 5", 10)
    stage.expect_nothing_left(director)


@scenario(only="lvsd")
def second_director_in_one_namespace_is_refused(stage):
    """It says who has the namespace, ends with status 1, and touches nothing."""
    director = stage.run(service("192.0.2.100", 80, [("192.0.2.21", 80, 1)]))
    second = Lvsd(stage, stage.director_host, service("192.0.2.100", 80, [("192.0.2.29", 80, 1)]), ".2.conf")
    second.control += "2"
    second.state += "2"
    second.start()
    expect_equal("exit status of the second", second.process.exit_status(60), 1)
    expect("network namespace" in second.log(), f"the message is not clear: {second.log()}")
    expect_equal("the table", listing(stage.director_host), "TCP 192.0.2.100:80 rr\n-> 192.0.2.21:80 Route 1")
    stage.expect_nothing_left(director)


@scenario(only="lvsd")
def virtual_address_and_table_go_with_the_daemon(stage):
    """A lone director becomes master, and leaves nothing when it ends."""
    director = stage.run(instance(100) + service("192.0.2.100", 80, [("192.0.2.21", 80, 1)]))
    until("the VIP is there", lambda: director.holds("192.0.2.100"), 20)
    stage.expect_nothing_left(director)
    expect(not director.holds("192.0.2.100"), "the VIP is still there")

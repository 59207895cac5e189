"""Services and real servers of every kind that IPVS knows, beside the same made by ipvsadm."""

from director import Lvsd
from lan import Site
from scenario import scenario
from table import await_listing, listing
from waiting import expect, expect_equal, until

SHARED = True

KINDS = """
virtual_server 192.0.2.100 80 {
  protocol TCP
  lb_kind DR
  persistence_timeout 600
  persistence_granularity 255.255.255.0
  real_server 192.0.2.21 80 {
    weight 2147483647
    uthreshold 2147483647
    lthreshold 100
  }
  real_server 192.0.2.22 80 {
    weight 0
    lvs_method NAT
    uthreshold 7
  }
}
virtual_server 192.0.2.100 {
  protocol TCP
  lb_algo rr
  persistence_timeout 60
  real_server 192.0.2.21 { }
}
virtual_server 192.0.2.100 53 {
  protocol UDP
  lb_algo rr
  ops
  real_server 192.0.2.21 5353 { }
}
virtual_server 192.0.2.100 9 {
  protocol SCTP
  lb_algo sh
  sh-port
  sh-fallback
  lb_kind DR
  real_server 192.0.2.21 9 { }
}
virtual_server 192.0.2.100 5060 {
  protocol UDP
  lb_algo mh
  mh-port
  flag-3
  persistence_timeout 120
  persistence_engine sip
  real_server 192.0.2.21 5060 { }
}
virtual_server 192.0.2.101 80 {
  protocol TCP
  lb_algo wrr
  flag-1
  flag-2
  lb_kind TUN
  real_server 192.0.2.21 { }
  real_server 192.0.2.22 { lvs_method TUN type gue port 6080 nocsum }
  real_server 192.0.2.23 { lvs_method TUN type gue port 6080 csum }
  real_server 192.0.2.24 { lvs_method TUN type gue port 6080 remcsum }
  real_server 192.0.2.25 { lvs_method TUN type gre }
  real_server 192.0.2.26 { lvs_method TUN type gre csum }
  real_server 2001:db8::21 { }
}
virtual_server 2001:db8::100 443 {
  protocol TCP
  lb_algo lc
  persistence_timeout 300
  persistence_granularity 64
  lb_kind DR
  real_server 2001:db8::21 { }
  real_server 192.0.2.21 { lvs_method TUN }
}
virtual_server fwmark 7 {
  lb_algo rr
  real_server 192.0.2.21 8080 { }
  real_server 192.0.2.22 { }
}
virtual_server fwmark 4294967295 {
  lb_kind DR
  lb_algo rr
  ops
  real_server 2001:db8::21 80 { }
}
"""

SAME = """
-A -t 192.0.2.100:80 -s wlc -p 600 -M 255.255.255.0
-a -t 192.0.2.100:80 -r 192.0.2.21:80 -g -w 2147483647 -x 2147483647 -y 100
-a -t 192.0.2.100:80 -r 192.0.2.22:80 -m -w 0 -x 7
-A -t 192.0.2.100:0 -s rr -p 60
-a -t 192.0.2.100:0 -r 192.0.2.21:0 -m -w 1
-A -u 192.0.2.100:53 -s rr -o
-a -u 192.0.2.100:53 -r 192.0.2.21:5353 -m -w 1
-A --sctp-service 192.0.2.100:9 -s sh -b sh-fallback,sh-port
-a --sctp-service 192.0.2.100:9 -r 192.0.2.21:9 -g -w 1
-A -u 192.0.2.100:5060 -s mh -b mh-port,flag-3 -p 120 --pe sip
-a -u 192.0.2.100:5060 -r 192.0.2.21:5060 -m -w 1
-A -t 192.0.2.101:80 -s wrr -b flag-1,flag-2
-a -t 192.0.2.101:80 -r 192.0.2.21:80 -i -w 1
-a -t 192.0.2.101:80 -r 192.0.2.22:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum
-a -t 192.0.2.101:80 -r 192.0.2.23:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
-a -t 192.0.2.101:80 -r 192.0.2.24:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum
-a -t 192.0.2.101:80 -r 192.0.2.25:80 -i -w 1 --tun-type gre
-a -t 192.0.2.101:80 -r 192.0.2.26:80 -i -w 1 --tun-type gre --tun-csum
-a -t 192.0.2.101:80 -r [2001:db8::21]:80 -i -w 1
-A -t [2001:db8::100]:443 -s lc -p 300 -M 64
-a -t [2001:db8::100]:443 -r [2001:db8::21]:443 -g -w 1
-a -t [2001:db8::100]:443 -r 192.0.2.21:443 -i -w 1
-A -f 7 -s rr
-a -f 7 -r 192.0.2.21:8080 -m -w 1
-a -f 7 -r 192.0.2.22:0 -m -w 1
-A -f 4294967295 -6 -s rr -o
-a -f 4294967295 -6 -r [2001:db8::21]:0 -g -w 1
"""

VIEWS = (("-S", "-n"), ("-Ln",), ("-Ln", "--thresholds"), ("-Ln", "--tun-info"))


class Stage(Site):
    """A director, and a host on which ipvsadm makes the same table."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", "2001:db8::11/64")
        self.judge = self.host("judge", "192.0.2.12/24", "2001:db8::12/64")
        return self

    def run(self, text, suffix=".conf"):
        """Starts a director with this configuration and waits until it answers."""
        return Lvsd(self, self.director_host, text, suffix).start().await_ready(60)


def views(host):
    """What ipvsadm prints of a host's table, its lines in order: the kernel's order is that of its hash."""
    return {" ".join(view): sorted(host.run("ipvsadm", *view).splitlines()) for view in VIEWS}


def services(director):
    """The virtual servers of the status, by title."""
    return {(server.get("address") or f"mark {server['fwmark']}", server.get("port")): server
            for server in director.status()["virtual_server"]}


def reads(director):
    """How often the director has read its part of the table."""
    return director.status()["table"]["syncs"]


@scenario(only="lvsd")
def every_kind_is_in_the_table_as_ipvsadm_would_put_it(stage):
    """Protocols, marks, families, tunnels, flags, thresholds and persistence: no view of ipvsadm tells them apart."""
    director = stage.run(KINDS)
    for line in SAME.strip().splitlines():
        stage.judge.run("ipvsadm", *line.split())
    wanted = views(stage.judge)
    until("the table is programmed", lambda: len(views(stage.director_host)["-Ln"]) == len(wanted["-Ln"]), 30)
    seen = views(stage.director_host)
    for view, lines in wanted.items():
        expect_equal(f"ipvsadm {view}", seen[view], lines)
    before = reads(director)
    until("the table was read twice more", lambda: reads(director) >= before + 2, 30)
    expect_equal("steps against drift", director.status()["table"]["drift"], 0)
    expect_equal("errors", director.status()["table"]["errors"], 0)
    expect_equal("exit status", director.stop(30), 0)


BEYOND = """
virtual_server 192.0.2.102 80 {
  protocol TCP
  lb_algo rr
  lb_kind LOCAL
  real_server 192.0.2.11 80 { }
  real_server 192.0.2.21 80 { lvs_method BYPASS }
}
virtual_server 192.0.2.103 80 {
  protocol TCP
  lb_algo rr
  lb_kind DR
  real_server 192.0.2.11 80 { }
}
virtual_server 192.0.2.104 80 {
  protocol TCP
  lb_algo twos
  real_server 192.0.2.21 80 { }
}
virtual_server 192.0.2.104 81 {
  protocol UDP
  lb_algo rr
  persistence_timeout 60
  persistence_engine none
  real_server 192.0.2.21 81 { }
}
"""


@scenario(only="lvsd")
def what_the_kernel_lacks_is_named_and_what_it_keeps_is_not_fought(stage):
    """Forwarding that ipvsadm cannot order; a real server on our own address; no such scheduler, no such engine."""
    director = stage.run(BEYOND)
    await_listing(stage.director_host, """\
TCP 192.0.2.102:80 rr
-> 192.0.2.11:80 Local 1
-> 192.0.2.21:80 (null) 1
TCP 192.0.2.103:80 rr
-> 192.0.2.11:80 Route 1""", 30)
    before = reads(director)
    until("the table was read twice more", lambda: reads(director) >= before + 2, 30)
    expect_equal("steps against drift", director.status()["table"]["drift"], 0)
    refused = {port: services(director)["192.0.2.104", port].get("refusal") or "" for port in (80, 81)}
    expect("ip_vs_twos" in refused[80], f"the scheduler is not named: {refused}")
    expect("ip_vs_pe_none" in refused[81], f"the engine is not named: {refused}")
    expect(services(director)["192.0.2.102", 80].get("refusal") is None, "a service without trouble has a refusal")
    expect("ip_vs_twos" in director.log() and "TCP 192.0.2.104:80" in director.log(), director.log())
    expect_equal("exit status", director.stop(30), 0)


GROUP = """
virtual_server_group web {
  192.0.2.110-112 80
  192.0.2.110 443
  fwmark 9
}
virtual_server group web {
  protocol TCP
  lb_algo rr
  lb_kind DR
  real_server 192.0.2.21 80 { }
  real_server 192.0.2.22 { weight 3 }
}
"""


def group_listing(*heads):
    """The table of the group: these services, each with both real servers at its port."""
    return "\n".join(f"{head} rr\n-> 192.0.2.21:{port} Route 1\n-> 192.0.2.22:{port} Route 3"
                     for head in heads for port in [head.rpartition(":")[2] if ":" in head else "0"])


@scenario(only="lvsd")
def group_has_a_service_for_each_address_and_a_reload_touches_only_what_came_and_went(stage):
    """Ranges, ports and a mark; then one address goes, and one that stood alone comes."""
    alone = ("virtual_server 192.0.2.113 80 {\n protocol TCP\n lb_algo rr\n lb_kind DR\n"
             " real_server 192.0.2.21 80 { }\n real_server 192.0.2.22 80 { weight 3 }\n}\n")
    director = stage.run(GROUP + alone)
    first = ["TCP 192.0.2.110:80", "TCP 192.0.2.111:80", "TCP 192.0.2.112:80", "TCP 192.0.2.110:443", "FWM 9",
             "TCP 192.0.2.113:80"]
    await_listing(stage.director_host, group_listing(*first), 30)
    expect_equal("group", services(director)["192.0.2.110", 443]["virtual_server_group"], "web")
    done = director.status()["table"]["steps"]
    director.configure(GROUP.replace("110-112 80", "111-113 80"))
    director.reload()
    await_listing(stage.director_host, group_listing(*first[1:]), 30)
    after = director.status()["table"]["steps"]
    more = {kind: count - done.get(kind, 0) for kind, count in after.items() if count != done.get(kind, 0)}
    expect_equal("steps of the reload", more, {"delete_virtual_server": 1})
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("the table afterwards", listing(stage.director_host), "")

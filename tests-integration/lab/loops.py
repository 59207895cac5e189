"""Two directors that are each other's real servers: packets that go round between them, and what keeps them from it."""

import socket

from director import Lvsd
from lan import INTERFACE, Site
from scenario import scenario
from table import daemons
from traffic import RealServer, get
from waiting import expect, expect_between, expect_equal, until

VIP = "192.0.2.100"
ADDRESSES = {"director1": "192.0.2.11", "director2": "192.0.2.12"}
TTL = 20  # of the client's packets
IP_TTL, TCP_SYNCNT = socket.IP_TTL, 7  # <linux/tcp.h>
SYNC = f"global_defs {{\n  lvs_sync_daemon {INTERFACE} inst VI_1\n}}\n"
BACKUP_ONLY = "lvsd {\n  sysctl {\n    backup_only 1\n  }\n}\n"


class Stage(Site):
    """Two directors; each has the VIP on lo, serves it, and has the other one alone as its real server."""

    def __enter__(self):
        super().__enter__()
        self.directors = {}
        for label, address in ADDRESSES.items():
            host = self.host(label, f"{address}/24")
            RealServer(self, host, VIP).open()
            self.directors[label] = Lvsd(self, host, text(label))
        self.client_host = self.host("client", "192.0.2.31/24")
        return self

    def packets(self):
        """Packets from clients that both tables have taken."""
        return sum(counted(one.host) for one in self.directors.values())

    def knock(self):
        """Sends one packet that asks for a connection, without waiting for an answer."""
        stream = self.client_host.socket(socket.AF_INET, socket.SOCK_STREAM)
        stream.setsockopt(socket.IPPROTO_IP, IP_TTL, TTL)
        stream.setsockopt(socket.IPPROTO_TCP, TCP_SYNCNT, 1)
        stream.setblocking(False)
        stream.connect_ex((VIP, 80))
        return stream


def text(label):
    """A director of the pair, director 1 the preferred one."""
    other = next(name for name in ADDRESSES if name != label)
    return (f"vrrp_instance VI_1 {{\n  interface {INTERFACE}\n  virtual_router_id 51\n"
            f"  priority {100 if label == 'director1' else 90}\n  advert_int 1\n"
            f"  unicast_src_ip {ADDRESSES[label]}\n  unicast_peer {{\n    {ADDRESSES[other]}\n  }}\n"
            f"  virtual_ipaddress {{\n    {VIP}\n  }}\n}}\n"
            f"virtual_server {VIP} 80 {{\n  lb_algo rr\n  lb_kind DR\n  protocol TCP\n"
            f"  real_server {ADDRESSES[other]} 80 {{\n    weight 1\n  }}\n}}\n")


def counted(host):
    """Packets from clients that a host's table has taken."""
    lines = host.run("ipvsadm", "-Ln", "--stats", "--exact", "-t", f"{VIP}:80").splitlines()
    return next(int(line.split()[3]) for line in lines if line.startswith("TCP"))


def warned(director):
    """Whether the status warns of the loop."""
    return any("until their TTL ends" in warning for warning in director.status()["daemon"]["warnings"])


@scenario(only="lvsd", limit=300)
def directors_that_are_each_others_real_servers_need_backup_only(stage):
    """Without it one packet goes round until its TTL ends, and lvsd warns; with it, and the sync daemon as backup on
    the backup, the client is served."""
    first, second = stage.directors.values()
    for director in (first, second):
        director.start()
    for director in (first, second):
        director.await_ready(120)
    until("director 1 is master", lambda: first.host.holds(VIP) and not second.host.holds(VIP), 60)
    expect(warned(first) and warned(second), "lvsd does not warn")
    stream = stage.knock()
    until("the packet went round", lambda: stage.packets() >= TTL - 2, 20)
    stream.close()
    expect_between("packets of one or two tries", TTL - 2, stage.packets(), 2 * TTL + 2)

    for label, director in stage.directors.items():
        director.configure(SYNC + text(label) + BACKUP_ONLY)
        director.reload()
    expect_equal("backup_only", second.host.run("sysctl", "-n", "net.ipv4.vs.backup_only").strip(), "1")
    until("the backup's sync daemon hears",
          lambda: [line.split()[0] for line in daemons(second.host)] == ["backup"], 30)
    expect(not warned(first) and not warned(second), "lvsd still warns")
    before = counted(second.host)
    until("the client is served", lambda: get(stage.client_host, VIP, 80).strip() == "director2", 20)
    expect_equal("packets that the backup's table has taken", counted(second.host), before)
    for director in (first, second):
        expect_equal("exit status", director.stop(30), 0)

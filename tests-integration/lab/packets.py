"""Requests of a client through each way of forwarding, one director and one real server."""

import threading

from director import Lvsd
from lan import Site
from scenario import scenario
from waiting import expect_equal, until

CLIENT, DIRECTOR, REAL = "192.0.2.31", "192.0.2.11", "192.0.2.21"
WAYS = {"nat": "192.0.2.100", "ipip": "192.0.2.101", "gue": "192.0.2.102", "mark": "192.0.2.103"}

CONFIGURATION = f"""
virtual_server_group marked {{
  fwmark 7
}}
virtual_server {WAYS["nat"]} 80 {{
  protocol TCP
  lb_algo rr
  real_server {REAL} 8080 {{ }}
}}
virtual_server {WAYS["nat"]} 53 {{
  protocol UDP
  lb_algo rr
  ops
  real_server {REAL} 5353 {{ }}
}}
virtual_server {WAYS["ipip"]} 8080 {{
  protocol TCP
  lb_algo rr
  lb_kind TUN
  real_server {REAL} {{ }}
}}
virtual_server {WAYS["gue"]} 8080 {{
  protocol TCP
  lb_algo rr
  lb_kind TUN type gue port 6080
  real_server {REAL} {{ }}
}}
virtual_server group marked {{
  lb_algo rr
  lb_kind DR
  real_server {REAL} 8080 {{ }}
}}
"""


class Stage(Site):
    """Client, director and real server on one segment; the real server answers translated requests by the director."""

    def __enter__(self):
        super().__enter__()
        self.client = self.host("client", f"{CLIENT}/24")
        self.director_host = self.host("director", f"{DIRECTOR}/24", *(f"{vip}/24" for vip in WAYS.values()))
        self.real = self.host("real", f"{REAL}/24")
        self.director_host.sysctl("net.ipv4.ip_forward", 1)
        for name in ("all", "default", "ens192"):
            self.director_host.sysctl(f"net.ipv4.conf.{name}.send_redirects", 0)
        self.director_host.run("tc", "qdisc", "add", "dev", "ens192", "ingress")
        self.director_host.run(
            "tc", *("filter add dev ens192 parent ffff: protocol ip u32 match ip dst".split()), f"{WAYS['mark']}/32",
            "action", "skbedit", "mark", "7")
        self.prepare_real_server()
        return self

    def prepare_real_server(self):
        """Virtual addresses on its loopback, tunnels open, and a page and an echo behind them."""
        real = self.real
        for name in ("all", "lo", "ens192"):
            real.sysctl(f"net.ipv4.conf.{name}.arp_ignore", 1)
            real.sysctl(f"net.ipv4.conf.{name}.arp_announce", 2)
        for way in ("ipip", "gue", "mark"):
            real.ip(f"address add {WAYS[way]}/32 dev lo")
        real.ip(f"link add tunnel0 type ipip local {REAL}")
        real.ip("link set tunnel0 up")
        with open("/proc/sys/kernel/modprobe", encoding="ascii") as modprobe:
            real.run(modprobe.read().strip(), "fou")
        real.run("ip", "fou", "add", "port", "6080", "gue")
        for name in ("all", "tunnel0"):
            real.sysctl(f"net.ipv4.conf.{name}.rp_filter", 0)
        self.write("index.html", "hello")
        self.start("httpd", real, "busybox", "httpd", "-f", "-p", "8080", "-h", self.directory)
        real.ip(f"route add {CLIENT}/32 via {DIRECTOR} dev ens192 table 100")
        real.ip(f"rule add from {REAL} lookup 100")
        echo = real.socket(2, 2)
        echo.bind(("", 5353))
        self.closing.append(echo.close)
        threading.Thread(target=answer, args=(echo,), daemon=True).start()

    def page(self, way, port):
        """What the client gets of the page."""
        return self.client.run("curl", "-sS", "--max-time", "5", f"http://{WAYS[way]}:{port}/index.html",
                               accept=range(256))

    def echoed(self):
        """What the client gets back of a datagram."""
        asking = self.client.socket(2, 2)
        with asking:
            asking.settimeout(5)
            asking.sendto(b"hello", (WAYS["nat"], 53))
            return asking.recvfrom(100)[0].decode()


def answer(echo):
    """Sends every datagram back, until the socket is closed."""
    while True:
        try:
            data, sender = echo.recvfrom(100)
            echo.sendto(data, sender)
        except OSError:
            return


@scenario(only="lvsd")
def client_is_served_over_every_way_of_forwarding(stage):
    """NAT to another port, tunnels of ipip and gue, direct routing of a mark, and UDP."""
    director = Lvsd(stage, stage.director_host, CONFIGURATION).start().await_ready(60)
    for way, port in (("nat", 80), ("ipip", 8080), ("gue", 8080), ("mark", 8080)):
        until(f"the page comes by {way}", lambda way=way, port=port: stage.page(way, port) == "hello", 20)
    expect_equal("datagram", stage.echoed(), "hello")
    expect_equal("exit status", director.stop(30), 0)

"""HTTP_GET against web servers that misbehave, each in its way; the table stays in memory."""

import re

import web
from director import Lvsd
from lan import Site
from scenario import scenario
from waiting import expect, expect_equal, until

MD5 = "5d41402abc4b2a76b9719d911017c592"  # of "hello"
CHECK = f"HTTP_GET {{ url {{ path /alive digest {MD5} }} connect_timeout 1 retry 0 }}"
FIRST_PORT = 8000
REASONS = {
    web.good: "passed",
    web.keeps_alive: "passed",
    web.unavailable: "GET /alive: status 503, expected 200-299",
    web.other_page: f"GET /alive: digest [0-9a-f]{{32}}, expected {MD5}",
    web.silent: "GET /alive: no answer within 1 s",
    web.slow: r"GET /alive: the answer is not complete within 1 s, \d+ bytes came",
    web.endless: r"GET /alive: the answer is (larger than 16777216 bytes|not complete within 1 s, \d+ bytes came)",
    web.half_closed: "GET /alive: the connection was closed without an answer",
    web.no_http: r'GET /alive: the answer is not HTTP, it begins with "SSH-2\.0-OpenSSH_9\.2p1\.\."',
    web.huge_headers: "GET /alive: the headers are larger than 65536 bytes",
    web.resets: "GET /alive: connection reset",
}
CLOSED = FIRST_PORT + len(REASONS)


class Stage(Site):
    """A director and a host with a web server for each behaviour."""

    def __enter__(self):
        super().__enter__()
        self.node = self.host("node", "192.0.2.11/24")
        self.real = self.host("real", "192.0.2.21/24")
        self.servers = [web.WebServer(self, self.real, FIRST_PORT + i, behaviour)
                        for i, behaviour in enumerate(REASONS)]
        return self

    def director(self, words, check, ports):
        """A director that checks these ports of the host."""
        reals = "".join(f"  real_server 192.0.2.21 {port} {{\n{indented(check)}  }}\n" for port in ports)
        return Lvsd(self, self.node, f"virtual_server 192.0.2.100 80 {{\n  protocol TCP\n  lb_kind NAT\n"
                                     f"  delay_loop 1\n{words}{reals}}}\n", table="memory")


def indented(block):
    """One word of the configuration a line."""
    return re.sub(r"([{}])|(path|digest|connect_timeout|retry|virtualhost|http_protocol|status_code) (\S+)",
                  lambda m: f"{m[1]}\n" if m[1] else f"\n{m[2]} {m[3]}\n", block) + "\n"


def checks(director):
    """The first check of every real server, by its port, with the real server's health."""
    reals = director.status()["virtual_server"][0]["real_server"]
    return {real["port"]: (real["health"], real["check"][0]["result"] or "") for real in reals}


@scenario(only="lvsd")
def every_way_to_misbehave_gets_its_reason_and_a_good_page_ends_it(stage):
    """A port that nobody serves is among them; then all serve the page."""
    director = stage.director("", CHECK, range(FIRST_PORT, CLOSED + 1)).start().await_ready(30)
    wanted = {FIRST_PORT + i: reason for i, reason in enumerate(REASONS.values())}
    wanted[CLOSED] = "GET /alive: connection refused"

    def all_told():
        seen = checks(director)
        expect(all(re.fullmatch(wanted[port], result) for port, (_, result) in seen.items()), f"{seen}")
        return seen
    for port, (health, result) in until("every check has its reason", all_told, 30).items():
        expect_equal(f"health of {port}, {result}", health, "up" if result == "passed" else "down")
    for server in stage.servers:
        server.behaviour = web.good
    until("all that serve are up", lambda: [health for health, _ in checks(director).values()].count("up")
          == len(REASONS), 20)
    expect("GET /alive: connection refused" in director.lvsctl("services"), "lvsctl does not say why")


@scenario(only="lvsd")
def requests_are_those_that_the_file_asks_for(stage):
    """Version and Host of every page, one page after the other."""
    first, second = stage.servers[:2]
    second.behaviour = web.good
    check = ("HTTP_GET { http_protocol 1.1 virtualhost www.example.org url { path /one virtualhost app.example.org }"
             " url { path /two } connect_timeout 1 }")
    stage.director("  virtualhost outer.example.org\n", check, [FIRST_PORT]).start().await_ready(30)
    until("both pages are asked for", lambda: len(first.requests) >= 2, 10)
    expect_equal("the requests", first.requests[:2], [
        f"GET /{page} HTTP/1.1\r\nUser-Agent: lvsd\r\nConnection: close\r\nHost: {host}.example.org\r\n\r\n"
        for page, host in (("one", "app"), ("two", "www"))])

"""A Prometheus server scrapes a pair, with the alert rules that lvsd ships; promtool judges rules and metrics."""

import json
import os
import shutil
import signal
import urllib.parse

from director import ROOT, Lvsd, instance
from lan import Site
from namespace import run
from scenario import scenario
from waiting import expect, expect_equal, until

VIP = "192.0.2.100"
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
RULES = os.path.join(ROOT, "conf/lvsd-alerts.yaml")
RULES_TEST = os.path.join(ROOT, "tests-integration/native/alerts.test.yaml")
SERVER = {"scrape_configs": [{"job_name": "lvsd", "static_configs": [
    {"targets": [f"{address}:9166"], "labels": {"node": name}} for name, address in ADDRESSES.items()]}],
    "global": {"scrape_interval": "1s", "evaluation_interval": "1s"}, "rule_files": ["rules.yaml"]}
SERVICE = f"""virtual_server {VIP} 80 {{
    protocol TCP
    lb_kind DR
    delay_loop 1
    real_server 192.0.2.12 80 {{ TCP_CHECK {{ connect_timeout 1 }} }}
    real_server 192.0.2.13 80 {{ TCP_CHECK {{ connect_timeout 1 retry 0 }} }}
}}
"""


def tool(name):
    """The path of a program of Debian's package prometheus: installed, or as prepare.sh unpacked it."""
    return shutil.which(name) or os.path.join(ROOT, "target/prometheus/usr/bin", name)


class Journaled(Lvsd):
    """lvsd whose output goes, as far as it can tell, to the journal: its lines carry priorities."""

    def command(self):
        with open(self.site.file(f"{self.name}.log"), "ab") as log:
            stream = os.fstat(log.fileno())
        return ["env", f"JOURNAL_STREAM={stream.st_dev}:{stream.st_ino}", *super().command()]


class Stage(Site):
    """Two directors that listen for scrapes on their own address, and the host of Prometheus."""

    def __enter__(self):
        super().__enter__()
        self.nodes = {}
        for name, address in ADDRESSES.items():
            host = self.host(name, f"{address}/24")
            text = instance(100 if name == "node1" else 90, vip=VIP) + SERVICE
            text += f"lvsd {{\n    http {{\n        listen {address}:9166\n    }}\n}}\n"
            self.nodes[name] = Journaled(self, host, text, table="memory")
        self.watcher = self.host("watcher", "192.0.2.13/24")
        return self

    def start_prometheus(self):
        """Starts the server with the shipped rules; it listens on its host's loopback."""
        shutil.copy(RULES, self.file("rules.yaml"))
        config = self.write("prometheus.yaml", json.dumps(SERVER))
        self.start("prometheus", self.watcher, tool("prometheus"), f"--config.file={config}",
                   f"--storage.tsdb.path={self.file('tsdb')}", "--web.listen-address=127.0.0.1:9090",
                   env={"GOMAXPROCS": "1"})

    def query(self, expression):
        """What an instant query answers: label sets, each with its value as a text."""
        url = "http://127.0.0.1:9090/api/v1/query?query=" + urllib.parse.quote(expression)
        answer = json.loads(self.fetch(self.watcher, url))
        return [(one["metric"], one["value"][1]) for one in answer["data"]["result"]]

    def fetch(self, host, url):
        """The body that a GET on a host answers."""
        return host.run("curl", "-sS", "--fail", "--max-time", "5", url)

    def metrics(self, name):
        """What a node shows now."""
        return self.fetch(self.watcher, f"http://{ADDRESSES[name]}:9166/metrics")

    def await_query(self, expression, wanted, seconds=30):
        """Waits until the values that a query answers, by node, are these."""
        def same():
            seen = {labels.get("node", ""): value for labels, value in self.query(expression)}
            if seen != wanted:
                raise ValueError(seen)
            return True
        until(f"Prometheus answers {expression} with {wanted}", same, seconds, every=0.2)


@scenario(only="lvsd")
def alert_rules_pass_their_tests(stage):
    """promtool test rules; and a rule that is spoilt is found by its test."""
    with open(RULES, encoding="utf-8") as source:
        rules = source.read()
    shutil.copy(RULES_TEST, stage.file("alerts.test.yaml"))
    stage.write("rules.yaml", rules)
    run(tool("promtool"), "check", "rules", stage.file("rules.yaml"))
    run(tool("promtool"), "test", "rules", stage.file("alerts.test.yaml"))
    for right, wrong in (("== 0", "== 2"), ("> 1\n", "> 2\n"), ("drift_total[10m]) > 0", "drift_total[10m]) > 9")):
        stage.write("rules.yaml", rules.replace(right, wrong))
        run(tool("promtool"), "test", "rules", stage.file("alerts.test.yaml"), accept=(1,))


@scenario(only="lvsd", limit=180)
def prometheus_sees_who_is_master_and_what_is_down(stage):
    """Scrapes both, sees a takeover and a return, finds no fault in the text; the real server that is down alerts."""
    for node in stage.nodes.values():
        node.start().await_ready(30)
    stage.start_prometheus()
    stage.await_query("up", {"node1": "1", "node2": "1"})
    stage.await_query('lvsd_vrrp_state{state="master"}', {"node1": "1", "node2": "0"})
    stage.await_query("sum(lvsd_vrrp_address_held)", {"": "1"})
    stage.await_query('lvsd_real_server_up{real_server="192.0.2.12:80"}', {"node1": "0", "node2": "0"})
    stage.await_query('ALERTS{alertname="LvsdRealServerDown", alertstate="pending", real_server="192.0.2.13:80"}',
                      {"node1": "1", "node2": "1"})
    for name in ADDRESSES:
        expect_clean(stage, name)
    before = series(stage.metrics("node2"))
    stage.nodes["node1"].stop()
    stage.await_query('lvsd_vrrp_state{state="master"}', {"node2": "1"})
    stage.await_query("sum(lvsd_vrrp_address_held)", {"": "1"})
    gone = before - series(stage.metrics("node2"))
    expect(not gone, f"a takeover ended series: {sorted(gone)[:5]}")
    stage.nodes["node1"].start().await_ready(30)
    stage.await_query('lvsd_vrrp_state{state="master"}', {"node1": "1", "node2": "0"})
    stage.await_query("up", {"node1": "1", "node2": "1"})


@scenario(only="lvsd", limit=180)
def failed_reload_by_sighup_is_told_everywhere_and_changes_nothing(stage):
    """In the journal, in `lvsctl status`, in /metrics and by the shipped alert; all of it ends with a good file."""
    node = stage.nodes["node1"].start().await_ready(30)
    until("node 1 is master", lambda: node.holds(VIP), 20)
    stage.start_prometheus()
    stage.await_query("lvsd_config_last_reload_successful", {"node1": "1"})
    with open(node.config, encoding="utf-8") as source:
        good = source.read()
    before = running(node)
    node.configure(good.replace("priority 100", "priority 200").replace("virtual_router_id 51", "virtual_router_id x"))
    node.process.signal(signal.SIGHUP)
    until("the journal says it", lambda: f"<3>reload of {node.config} refused" in node.log(), 10)
    line = 1 + good[:good.index("virtual_router_id")].count("\n")
    expect(f"<4>{node.config}:{line}:" in node.log(), f"the journal does not say where: {node.log()}")
    expect("REFUSED" in node.lvsctl("status"), f"lvsctl status is silent: {node.lvsctl('status')}")
    stage.await_query("lvsd_config_last_reload_successful", {"node1": "0"})
    stage.await_query('lvsd_config_reloads_total{result="refused"}', {"node1": "1"})
    stage.await_query('ALERTS{alertname="LvsdReloadFailed", alertstate="firing"}', {"node1": "1"})
    expect_equal("what runs", running(node), before)
    expect(node.holds(VIP), "the VIP is gone")
    node.configure(good)
    node.process.signal(signal.SIGHUP)
    stage.await_query("lvsd_config_last_reload_successful", {"node1": "1"})
    stage.await_query('ALERTS{alertname="LvsdReloadFailed", alertstate="firing"}', {})
    expect("REFUSED" not in node.lvsctl("status"), "lvsctl status still complains")


def running(node):
    """What a node runs with: its only virtual router and its table."""
    status = node.status()
    router = status["vrrp_instance"][0]
    return ({name: router[name] for name in ("state", "priority", "virtual_router_id", "transitions")},
            status["table"]["steps"], [(one["address"], one["port"]) for one in status["virtual_server"]])


@scenario(only="lvsd")
def scrape_address_that_is_taken_is_a_clear_error(stage):
    """The daemon does not start, and says which address and what to do."""
    holder = stage.nodes["node1"].host.socket()
    holder.bind((ADDRESSES["node1"], 9166))
    holder.listen()
    try:
        node = stage.nodes["node1"].start()
        expect_equal("exit status", node.process.exit_status(30), 1)
        for word in (f"{ADDRESSES['node1']}:9166", "Address already in use", "--http"):
            expect(word in node.log(), f"no {word} in: {node.log()}")
        expect(not node.holds(VIP), "it has taken the VIP")
    finally:
        holder.close()


def expect_clean(stage, name):
    """promtool has nothing to say about a node's metrics."""
    said = run(tool("promtool"), "check", "metrics", stdin=stage.metrics(name))
    expect_equal("promtool check metrics", said, "")


def series(text):
    """The names with labels of all samples, but for what pauses of the Java machine bring."""
    return {line.rsplit(" ", 1)[0] for line in text.splitlines()
            if not line.startswith(("#", "lvsd_jvm_gc"))}

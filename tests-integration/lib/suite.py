"""The whole suite: unit tests, native scenarios, lab scenarios; a line for each, and a count at the end."""

import argparse
import glob
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from director import ROOT
from labkernel import LabKernel, host_has_ipvs
from namespace import run
from process import end_cleanly_on_signals
from scenario import HERE, all_scenarios

LOGS = os.path.join(ROOT, "target", "tests-integration")
WORKER = os.path.join(HERE, "lib", "worker.py")
AROUND = 330  # seconds for what lies between two reports besides the scenario: a worker gives a stage 300


@dataclass
class Job:
    """Scenarios of one file that one worker runs, on this kernel or in one boot of the lab kernel.

    `name` is that of its logs. The directory's path is short: unix sockets, whose paths are, live there.
    """

    name: str
    scenarios: list
    directory: str

    @property
    def first(self):
        """The scenario that names the job."""
        return self.scenarios[0]

    def worker(self):
        """The worker's command."""
        return [sys.executable, WORKER, self.first.kind, self.first.group, self.directory,
                *(one.name for one in self.scenarios)]


class Suite:
    """Runs jobs, prints what comes out, and keeps the logs of what failed."""

    def __init__(self, directory):
        self.directory = directory
        self.passed = self.failed = 0
        self.running = set()
        self.stopping = False
        self.direct = host_has_ipvs()
        shutil.rmtree(LOGS, ignore_errors=True)

    def line(self, kind, name, problem, seconds, note=None):
        """Prints and counts one outcome."""
        if problem:
            self.failed += 1
        else:
            self.passed += 1
        text = f"{'FAILED' if problem else 'ok':6}  {kind:6}  {name}  ({seconds:.1f} s)\n"
        if problem or note:
            text += "        " + (problem.strip() or note).replace("\n", "\n        ") + "\n"
        sys.stdout.write(text)  # in one piece: several threads print
        sys.stdout.flush()

    def run_jobs(self, jobs, at_once):
        """Runs jobs, several at once."""
        with ThreadPoolExecutor(at_once) as pool:
            try:
                for future in [pool.submit(self.run_job, job) for job in jobs]:
                    future.result()
            except BaseException:
                self.stop()  # before the pool waits for what still runs
                raise

    def run_job(self, job):
        """Runs one job to its end and reports each scenario as it ends."""
        if self.stopping:
            return
        os.makedirs(job.directory)
        in_lab = job.first.kind == "lab" and not self.direct
        process = self.boot(job) if in_lab else self.direct_worker(job)
        self.running.add(process)
        reported, overdue = self.follow(job, process)
        self.running.discard(process)
        if not in_lab and process.returncode:
            sweep(process.pid)
        if not self.stopping and reported < len(job.scenarios):
            how = f"{'the lab kernel' if in_lab else 'its worker'} ended with status {process.returncode}"
            self.lost(job, job.scenarios[reported:], "it hung beyond its limit" if overdue else how)
        shutil.rmtree(job.directory, ignore_errors=True)

    def lost(self, job, scenarios, how):
        """Reports scenarios of which nothing was heard: the first brought its job down, the others never began."""
        first, *others = scenarios
        self.line(first.kind, first.name,
                  f"never came to its end: {how}\n{tail(job)}\nlogs: {self.keep_logs(job)}", 0)
        for one in others:
            self.line(one.kind, one.name, f"never began: see {first.name}", 0)

    def follow(self, job, process):
        """Reports until a job has ended, and ends one that hangs; how many reports there were, and whether it hung."""
        reported, overdue, since = 0, False, time.monotonic()
        while True:
            ended = process.poll() is not None
            new = self.report(job, reported)
            if new:
                reported, since = reported + new, time.monotonic()
            if ended:
                return reported, overdue
            limit = job.scenarios[reported].limit if reported < len(job.scenarios) else 0
            if time.monotonic() > since + limit + AROUND:
                overdue = True
                end_group(process)
            time.sleep(0.1)

    def boot(self, job):
        """Starts the job's worker in the lab kernel."""
        command = shlex.join(job.worker()) + f" > {shlex.quote(job.directory)}/worker.log 2>&1"
        with_ipvs = getattr(job.first.module, "WITH_IPVS", True)
        variables = {name: os.environ[name] for name in ("DIRECTOR", "LVSD_JAVA_HOME", "JAVA_HOME", "KILLS", "EDITING")
                     if name in os.environ}
        return LabKernel(job.directory, command, [ROOT], with_ipvs, variables).start()

    def direct_worker(self, job):
        """Starts the job's worker on this kernel."""
        with open(os.path.join(job.directory, "worker.log"), "wb") as log:
            return subprocess.Popen(job.worker(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                    start_new_session=True)

    def report(self, job, already):
        """Prints the results that are new; how many there were."""
        try:
            with open(os.path.join(job.directory, "results"), encoding="utf-8") as results:
                lines = results.read().split("\n")[:-1]
        except OSError:
            return 0
        for text in lines[already:]:
            result = json.loads(text)
            problem = result["problem"]
            if problem:
                problem += f"\nlogs: {self.keep_logs(job)}"
            self.line(job.first.kind, result["name"], problem, result["seconds"], result["note"])
        return len(lines) - already

    def keep_logs(self, job):
        """Copies what a job has written so far to the logs; where."""
        kept = os.path.join(LOGS, job.name)
        shutil.copytree(job.directory, kept, dirs_exist_ok=True, ignore=not_a_log, symlinks=True)
        return os.path.relpath(kept)

    def stop(self):
        """Ends all jobs: workers clean up on SIGTERM, a lab kernel has nothing to clean."""
        self.stopping = True
        for process in list(self.running):
            end_group(process)


def tail(job):
    """The last lines of what a job's worker and its boot wrote."""
    lines = []
    for name in ("console", "worker.log"):
        path = os.path.join(job.directory, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as text:
                lines += text.read().splitlines()[-10:]
    return "\n".join(lines)


def end_group(process):
    """Ends a process and its group: gently, then not."""
    for number, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, number)
            process.wait(patience)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass


def sweep(worker):
    """Removes what a worker left that was killed: its processes, and its namespaces, which bear its number."""
    try:
        os.killpg(worker, signal.SIGKILL)
    except ProcessLookupError:
        pass
    for name in os.listdir("/run/netns") if os.path.isdir("/run/netns") else []:
        if name.startswith(f"lvsd{worker}-"):
            run("ip", "netns", "delete", name, accept=(0, 1))


def not_a_log(directory, names):
    """What is not worth keeping: sockets, named pipes, pages, modules, big files."""
    return [name for name in names if name in ("modules", "status") or name.endswith(".pages")
            or not worth_keeping(os.path.join(directory, name))]


def worth_keeping(path):
    """Whether it is a directory, a link or a small file."""
    return os.path.isdir(path) or os.path.islink(path) or (
        os.path.isfile(path) and os.path.getsize(path) <= 20_000_000)


def unit_tests(suite):
    """The unit tests, by Maven; what surefire counted is the line's text."""
    started = time.monotonic()
    reports = os.path.join(ROOT, "target", "surefire-reports")
    shutil.rmtree(reports, ignore_errors=True)
    done = subprocess.run(["bash", os.path.join(HERE, "lib", "prepare.sh"), "unit-tests"], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    counts = {"tests": 0, "errors": 0, "failures": 0, "skipped": 0}
    broken = []
    for path in sorted(glob.glob(os.path.join(reports, "TEST-*.xml"))):
        head = ElementTree.parse(path).getroot()
        for name in counts:
            counts[name] += int(head.get(name, 0))
        broken += failures_in(head)
    problem = ""
    if done.returncode:
        problem = "\n".join(broken) or (done.stdout + done.stderr)[-6000:] or "mvn failed"
    if not problem and not counts["tests"]:
        problem = "no unit test ran"
    suite.line("unit", "unit: " + ", ".join(f"{count} {name}" for name, count in counts.items()), problem,
               time.monotonic() - started)


def failures_in(report):
    """What failed by one of surefire's reports: the test, its message, and the frames of our own code."""
    found = []
    for case in report.iter("testcase"):
        for trouble in case.findall("failure") + case.findall("error"):
            lines = (trouble.text or trouble.get("message", "")).splitlines()
            kept = [line for line in lines if not line.startswith("\tat ") or line.startswith("\tat dev.lvsd.")]
            name = f"{case.get('classname', '').rpartition('.')[2]}.{case.get('name')}"
            found.append("\n".join([name] + ["    " + line.strip() for line in kept[:20]]))
    return found


def jobs_of(scenarios, directory):
    """Lab and shared files: a job for each file. Else a job for each scenario."""
    groups = {}
    for one in scenarios:
        alone = one.kind == "native" and not one.shared
        groups.setdefault((one.kind, one.group, one.name if alone else ""), []).append(one)
    return [Job("-".join(filter(None, key)), members, os.path.join(directory, str(number)))
            for number, (key, members) in enumerate(groups.items())]


def chosen(names, scenarios):
    """The scenarios named: as --list does, by name or its beginning, by file or by kind; all where none is named."""
    if not names:
        return scenarios
    return [one for one in scenarios
            if any(name in (one.kind, one.group, f"{one.kind}/{one.group}", f"{one.group}/{one.name}")
                   or one.name.startswith(name)
                   for name in names)]


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/run", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="a scenario, the beginning of its name, a file (pair), a kind (unit, native, lab)")
    parser.add_argument("--list", action="store_true", help="name all scenarios and end")
    parser.add_argument("--director", choices=("lvsd", "keepalived"), default="lvsd",
                        help="what runs as director: keepalived proves that a scenario is right")
    options = parser.parse_args()
    os.environ["DIRECTOR"] = options.director
    scenarios = all_scenarios()
    if options.list:
        print("unit    unit")
        for one in scenarios:
            print(f"{one.kind:6}  {one.group}/{one.name}")
        return 0
    picked = chosen([name.removesuffix(".py") for name in options.names if name != "unit"], scenarios)
    with_unit = options.director == "lvsd" and (not options.names or "unit" in options.names)
    if options.names == ["unit"]:
        picked = []
    if not picked and not with_unit:
        parser.error(f"no scenario is called {' or '.join(options.names)}; --list names them all")
    return run_all(picked, with_unit)


def run_all(picked, with_unit):
    """Runs what was picked; the exit status."""
    directory = tempfile.mkdtemp(prefix="lvsd-tests-")
    suite = Suite(directory)
    end_cleanly_on_signals()
    try:
        if with_unit:
            unit_tests(suite)
        jobs = jobs_of(picked, directory)
        suite.run_jobs([job for job in jobs if job.first.kind == "native"], 4)
        suite.run_jobs([job for job in jobs if job.first.kind == "lab"], 1 if suite.direct else 2)
    except KeyboardInterrupt:
        print("interrupted; nothing is left behind")
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    print(f"{suite.passed} passed, {suite.failed} failed", flush=True)
    return 1 if suite.failed or suite.stopping else 0


if __name__ == "__main__":
    sys.exit(main())

"""What a scenario is, and how the scenarios of a file are found.

A scenario is a function marked with `@scenario` in a file of `native/` or `lab/`; its name says the behaviour.
It gets a stage: what the file's `Stage` class (a context manager made from a directory) enters to, or a bare
`Site`. A file with `SHARED = True` has one stage for all of its scenarios, made anew after one that failed.
"""

import importlib
import os
import sys
from dataclasses import dataclass
from typing import Callable

from director import program_under_test
from lan import Site

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KINDS = ("native", "lab")


@dataclass(frozen=True)
class Scenario:
    """A runnable scenario; `group` is its file, `limit` the seconds after which it has failed."""

    kind: str
    group: str
    name: str
    limit: float
    action: Callable
    module: object

    @property
    def shared(self):
        """Whether the scenarios of its file share a stage (and a boot of the lab kernel)."""
        return getattr(self.module, "SHARED", False)

    def stage(self, directory):
        """A new stage, not yet entered."""
        return getattr(self.module, "Stage", Site)(directory)


def scenario(limit=120, cases=None, only=None):
    """Marks a function as a scenario, or as one scenario for each case: a name to add, and an argument to give.

    `only` names the one director program that it applies to.
    """
    def mark(function):
        function.scenario_limit = limit
        function.scenario_cases = cases or {"": None}
        function.scenario_only = only
        return function
    return mark


def all_scenarios():
    """Every scenario that applies to the director under test, in the order of the files."""
    found = []
    for kind in KINDS:
        for file in sorted(os.listdir(os.path.join(HERE, kind))):
            if file.endswith(".py"):
                found += scenarios_of(kind, file[:-3])
    return found


def scenarios_of(kind, group):
    """The scenarios of one file, in the order in which they stand there."""
    if HERE not in sys.path:
        sys.path.insert(0, HERE)
    module = importlib.import_module(f"{kind}.{group}")
    found = []
    for function in list(vars(module).values()):
        if not hasattr(function, "scenario_limit") or function.__module__ != module.__name__:
            continue
        if function.scenario_only in (None, program_under_test()):
            found += cases_of(kind, group, function, module)
    return found


def cases_of(kind, group, function, module):
    """The scenarios that one function makes."""
    for suffix, argument in function.scenario_cases.items():
        name = f"{function.__name__}_{suffix}" if suffix else function.__name__
        action = function if argument is None else lambda stage, case=argument: function(stage, case)
        yield Scenario(kind, group, name, function.scenario_limit, action, module)

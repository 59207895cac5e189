"""Runs scenarios of one file one after the other, on this kernel, and writes a line of JSON for each.

Arguments: kind, file (without .py), directory, and the names of the scenarios. The lines go to
DIRECTORY/results: name, seconds, what went wrong, and what the scenario has to say.
"""

import json
import os
import signal
import sys
import time
import traceback
from contextlib import ExitStack

from lan import whole
from process import end_cleanly_on_signals
from scenario import scenarios_of
from waiting import Unmet


class Overdue(BaseException):
    """A scenario took longer than its limit; no Exception, which a scenario might catch."""


def main(kind, group, directory, names):
    """Runs the named scenarios of a file."""
    end_cleanly_on_signals()
    signal.signal(signal.SIGALRM, overdue)
    chosen = [one for one in scenarios_of(kind, group) if one.name in names]
    with ExitStack() as stages:
        stage, setup = None, 0
        for number, one in enumerate(chosen):
            started = time.monotonic()
            if stage is None:
                stage, problem = set_up(stages, one, os.path.join(directory, str(number)))
                setup = time.monotonic() - started
            note = []
            if stage:
                problem = attempt(lambda one=one, on=stage, note=note: note.append(one.action(on)), one.limit)
            report(directory, one.name, problem, time.monotonic() - started, *note)
            if stage is None and one.shared:
                for left in chosen[number + 1:]:
                    report(directory, left.name, f"its stage could not be set up: see {one.name}", setup)
                return
            if problem or not one.shared:
                stages.close()
                stage = None


def set_up(stages, one, directory):
    """Enters a scenario's stage; the stage, or None and what went wrong."""
    entered = []
    problem = attempt(lambda: entered.append(stages.enter_context(whole(one.stage(directory)))), 300)
    return (entered[0] if entered else None), problem


def attempt(action, limit):
    """Does something within a time limit; what went wrong, or an empty text."""
    signal.alarm(int(limit))
    try:
        action()
        return ""
    except (Exception, Overdue) as failure:  # whatever it is, it is this scenario's failure
        return words_of(failure)
    finally:
        signal.alarm(0)


def words_of(failure):
    """What went wrong; with the stack where it is no unmet expectation."""
    if isinstance(failure, Unmet):
        line = traceback.extract_tb(failure.__traceback__)
        where = next((frame for frame in line if "/lib/" not in frame.filename), line[-1])
        return f"{failure} ({os.path.basename(where.filename)}:{where.lineno})"
    return "".join(traceback.format_exception(failure, limit=-2))


def report(directory, name, problem, seconds, note=None):
    """Adds a line to the results; the note is what the scenario returned to be printed."""
    with open(os.path.join(directory, "results"), "a", encoding="utf-8") as results:
        results.write(json.dumps({"name": name, "problem": problem, "seconds": seconds, "note": note}) + "\n")


def overdue(*_):
    """The scenario's time is over."""
    raise Overdue("the scenario took longer than its limit")


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
        os._exit(0)  # without waiting for a thread that a scenario has left behind
    except KeyboardInterrupt:
        sys.exit(130)

"""Waiting for something outside: polls with a deadline, never a sleep of a guessed length."""

import time


class Unmet(AssertionError):
    """Something that a scenario expected did not come about; the text says what, and what was seen instead."""


def until(what, probe, seconds, every=0.05):
    """Polls `probe` until it returns something true, and returns that.

    An `OSError` or an unmet expectation inside the probe counts as "not yet".
    Raises `Unmet` with the last value seen when `seconds` have passed.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            seen = probe()
            if seen:
                return seen
        except (OSError, Unmet, ValueError) as failure:
            seen = failure
        if time.monotonic() >= deadline:
            raise Unmet(f"{what}: not within {seconds:g} s; last seen: {brief(seen)}")
        time.sleep(every)


def stays(what, probe, seconds, every=0.1):
    """Watches for `seconds`: `probe` has to be true each time it is asked."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        expect(probe(), f"{what}: not so any more")
        time.sleep(every)


def expect(condition, what):
    """Raises `Unmet(what)` unless `condition` is true."""
    if not condition:
        raise Unmet(what)


def expect_equal(what, seen, wanted):
    """Raises `Unmet` with both values unless they are equal."""
    if seen != wanted:
        raise Unmet(f"{what}: expected\n{wanted}\nbut saw\n{seen}")


def expect_between(what, low, seen, high):
    """Raises `Unmet` unless `low <= seen <= high`."""
    if not low <= seen <= high:
        raise Unmet(f"{what}: {seen:.4f} is not between {low:.4f} and {high:.4f}")


def brief(value):
    """The value in at most 2,000 characters; a text as it stands."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 2000 else text[:2000] + "..."

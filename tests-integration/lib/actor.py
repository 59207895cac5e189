"""A node that a scenario plays itself: its adverts, sent when the scenario says so."""

import threading
import time


class Actor:
    """Sends an advert each interval from a thread, while it has a priority."""

    def __init__(self, site, injector, advert):
        self.injector = injector
        self.advert = advert
        self.priority = None
        self.changed = threading.Condition()
        self.ending = False
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        site.closing.append(self.close)

    def run(self):
        """The sending thread."""
        with self.changed:
            while not self.ending:
                if self.priority is not None:
                    self.injector.send(self.advert.with_(priority=self.priority).packet())
                self.changed.wait(self.advert.interval)

    def play(self, priority):
        """Sends an advert now and each interval from now on; the time before."""
        before = time.time()
        with self.changed:
            self.priority = priority
            self.changed.notify()
        return before

    def be_silent(self):
        """Sends nothing more; the time after which."""
        with self.changed:
            self.priority = None
            return time.time()

    def say(self, priority):
        """Sends one advert; the time before."""
        before = time.time()
        self.injector.send(self.advert.with_(priority=priority).packet())
        return before

    def close(self):
        """Ends the thread."""
        with self.changed:
            self.ending = True
            self.changed.notify()
        self.thread.join(5)

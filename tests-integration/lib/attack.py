"""Adverts that must be refused: every kind of them, from strangers and in the peer's name."""

import random
import struct
import threading

import advert

PRIORITIES = (0, 50, 254, 255)


def bad_adverts(right, sources):
    """Spoiled copies of a right advert, by kind: each a list of whole IPv4 packets.

    `right` is what the master sends; `sources` are the addresses to send from.
    """
    kinds = {}
    for priority in PRIORITIES:
        for source in sources:
            sent = right.with_(priority=priority, source=source)
            for kind, packet in spoiled(sent):
                kinds.setdefault(kind, []).append(packet)
    return kinds


def spoiled(sent):
    """Each way to spoil one advert, as pairs of the kind's name and the packet."""
    payload = sent.payload()
    yield "TTL 64", sent.with_(ttl=64).packet()
    yield "TTL 0", sent.with_(ttl=0).packet()
    wrong = struct.pack("!H", struct.unpack_from("!H", payload, 6)[0] ^ 0x5A5A)
    yield "wrong checksum", sent.packet(payload[:6] + wrong + payload[8:])
    for length in (0, 1, 7, 8, 11, len(payload) - 1):
        yield "cut short", sent.packet(payload[:length])
    yield "too many addresses announced", sent.packet(payload[:3] + b"\xff" + payload[4:])
    for version in {0, 1, 2, 3, 4, 15} - {sent.version}:
        yield "wrong version", sent.with_(version=version).packet()
    yield "wrong type", sent.with_(kind=2).packet()
    yield "noise", sent.packet(random.Random(sent.priority).randbytes(40))
    if sent.version == 2:
        yield "wrong password", sent.with_(password=b"2222").packet()
        yield "no password", sent.with_(password=b"").packet()
        for auth_type in (0, 2, 7):
            yield "wrong authentication type", sent.with_(auth_type=auth_type).packet()
        yield "interval of 5 s", sent.with_(interval=5).packet()
        yield "interval of 0 s", sent.with_(interval=0).packet()


class Attack:
    """Sends bad packets in turn, at a rate, until stopped; from a thread of its own."""

    def __init__(self, injector, packets, rate):
        self.packets = packets
        self.rate = rate
        self.injector = injector
        self.sent = 0
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self):
        """The sending thread."""
        while not self.ending.is_set():
            rotated = self.packets[self.sent % len(self.packets):] + self.packets
            self.sent += self.injector.flood(rotated, self.rate, 0.5)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join(5)

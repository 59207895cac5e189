"""A client that pings an address all along and knows when nobody answered."""

import os
import select
import socket
import struct
import threading
import time

from advert import checksum

ECHO_REQUEST, ECHO_REPLY = 8, 0  # RFC 792


class Ping:
    """Sends an ICMP echo request every `pace` seconds, from a thread of its own, until the site ends."""

    LATE = 1.0  # seconds after which an answer counts as none

    def __init__(self, host, address, number, pace=0.02):
        self.address = address
        self.pace = pace
        self.identifier = (os.getpid() + number) & 0xFFFF
        self.sent = []
        self.answered = set()
        self.open = True
        self.socket = host.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        self.socket.setblocking(False)
        self.thread = threading.Thread(target=self.ask, daemon=True)
        self.thread.start()
        host.site.closing.append(self.close)

    def close(self):
        """Stops asking."""
        self.open = False
        self.thread.join(5)
        self.socket.close()

    def ask(self):
        """The asking thread."""
        due = time.monotonic()
        while self.open:
            self.send()
            due = max(due + self.pace, time.monotonic())
            while (left := due - time.monotonic()) > 0:
                if select.select([self.socket], [], [], left)[0]:
                    self.receive()

    def send(self):
        """One request; what the kernel refuses to send is a loss as well."""
        number = len(self.sent)
        head = struct.pack("!BBHHH", ECHO_REQUEST, 0, 0, self.identifier, number & 0xFFFF)
        body = struct.pack("!I", number)
        check = struct.pack("!H", checksum(head + body))
        self.sent.append(time.monotonic())
        try:
            self.socket.sendto(head[:2] + check + head[4:] + body, (self.address, 0))
        except OSError:
            pass

    def receive(self):
        """One packet, which may be another's."""
        packet = self.socket.recv(2048)
        message = packet[(packet[0] & 15) * 4:]
        if len(message) >= 12 and message[0] == ECHO_REPLY and message[4:6] == struct.pack("!H", self.identifier):
            number = struct.unpack_from("!I", message, 8)[0]
            if time.monotonic() - self.sent[number] < self.LATE:
                self.answered.add(number)

    def outage(self, since):
        """Seconds of the longest time without an answer since a moment (time.monotonic), and requests lost."""
        settled = time.monotonic() - self.LATE
        longest, begun, lost = 0.0, None, 0
        for number, at in enumerate(list(self.sent)):
            if at < since or at > settled:
                continue
            if number in self.answered:
                begun = None
                continue
            lost += 1
            begun = at if begun is None else begun
            longest = max(longest, at - begun + self.pace)
        return longest, lost

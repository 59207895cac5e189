"""VRRP advertisements over IPv4 as bytes: made, spoiled on purpose, and read.

Formats: RFC 3768 with the authentication tail of RFC 2338 (version 2), RFC 9568 (version 3).
"""

import socket
import struct
from dataclasses import dataclass, replace

GROUP = "224.0.0.18"
GROUP_MAC = bytes.fromhex("01005e000012")
PROTOCOL = 112
AUTHENTICATION_HEADER = 51  # RFC 2402; 24 bytes with HMAC-MD5-96
TRAILER_BYTES = 28  # of auth_hmac


def checksum(data):
    """RFC 1071 over `data`."""
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


@dataclass(frozen=True)
class Advert:
    """An advertisement as one node would send it; `interval` in seconds."""

    version: int
    vrid: int
    priority: int
    interval: float
    addresses: tuple
    source: str
    destination: str = GROUP
    auth_type: int = 0
    password: bytes = b""
    ttl: int = 255
    kind: int = 1

    def payload(self):
        """The VRRP message with its right checksum."""
        addresses = b"".join(socket.inet_aton(address) for address in self.addresses)
        tail = self.password.ljust(8, b"\0")[:8] if self.version == 2 else b""
        body = self.header(0) + addresses + tail
        return self.header(checksum(self.pseudo_header(len(body)) + body)) + addresses + tail

    def header(self, check):
        """The first eight bytes."""
        first = (self.version << 4 | self.kind, self.vrid, self.priority, len(self.addresses))
        if self.version == 2:
            return struct.pack("!BBBBBBH", *first, self.auth_type, round(self.interval), check)
        return struct.pack("!BBBBHH", *first, round(self.interval * 100), check)

    def pseudo_header(self, length):
        """What the checksum of version 3 covers beside the message; nothing in version 2."""
        if self.version == 2:
            return b""
        return (socket.inet_aton(self.source) + socket.inet_aton(self.destination)
                + struct.pack("!BBH", 0, PROTOCOL, length))

    def with_(self, **changes):
        """A copy that differs in the named fields."""
        return replace(self, **changes)

    def packet(self, payload=None):
        """The IPv4 packet around the message, or around other bytes."""
        payload = self.payload() if payload is None else payload
        head = struct.pack("!BBHHHBBH4s4s", 0x45, 0xC0, 20 + len(payload), 1, 0, self.ttl, PROTOCOL, 0,
                           socket.inet_aton(self.source), socket.inet_aton(self.destination))
        return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def message_offset(packet):
    """Where the VRRP message of an IPv4 packet begins."""
    return (packet[0] & 15) * 4 + (24 if packet[9] == AUTHENTICATION_HEADER else 0)


def parse(packet):
    """The advertisement in an IPv4 packet, or None where it is none."""
    offset = message_offset(packet)
    message = packet[offset:struct.unpack_from("!H", packet, 2)[0]]
    if len(message) < 8:
        return None
    version, kind = message[0] >> 4, message[0] & 15
    count, version2 = message[3], version == 2
    interval = message[5] if version2 else (struct.unpack_from("!H", message, 4)[0] & 0xFFF) / 100
    tail = message[8 + 4 * count:]
    return Advert(
        version, message[1], message[2], interval,
        tuple(socket.inet_ntoa(message[at:at + 4]) for at in range(8, min(8 + 4 * count, len(message) - 3), 4)),
        socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20]),
        auth_type=message[4] if version2 else 0, password=tail.rstrip(b"\0") if version2 else b"",
        ttl=packet[8], kind=kind)


def checksum_is_right(packet):
    """Whether the checksum in an advertisement is the one that its sender had to compute."""
    sent = parse(packet)
    offset = message_offset(packet)
    message = packet[offset:struct.unpack_from("!H", packet, 2)[0]]
    return checksum(sent.pseudo_header(len(message)) + message) == 0


def master_down_interval(version, priority, interval):
    """Seconds of silence after which a backup takes over, by the RFC of the version."""
    skew = (256 - priority) / 256 * (1 if version == 2 else interval)
    return 3 * interval + skew

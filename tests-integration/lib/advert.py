"""VRRP advertisements as bytes: made, spoiled on purpose, and read.

Formats: RFC 3768 with the authentication tail of RFC 2338 (version 2), RFC 9568 (version 3).
"""

import socket
import struct
from dataclasses import dataclass, replace

GROUP = "224.0.0.18"
GROUP6 = "ff02::12"
GROUP_MAC, GROUP6_MAC = bytes.fromhex("01005e000012"), bytes.fromhex("333300000012")
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
        addresses = b"".join(bytes_of(address) for address in self.addresses)
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
        return (bytes_of(self.source) + bytes_of(self.destination)
                + struct.pack("!BBH", 0, PROTOCOL, length))

    def with_(self, **changes):
        """A copy that differs in the named fields."""
        return replace(self, **changes)

    def packet(self, payload=None):
        """The IP packet around the message, or around other bytes."""
        payload = self.payload() if payload is None else payload
        if ":" in self.source:
            return struct.pack("!IHBB", 6 << 28 | 0xC0 << 20, len(payload), PROTOCOL, self.ttl) + bytes_of(
                self.source) + bytes_of(self.destination) + payload
        head = struct.pack("!BBHHHBBH4s4s", 0x45, 0xC0, 20 + len(payload), 1, 0, self.ttl, PROTOCOL, 0,
                           socket.inet_aton(self.source), socket.inet_aton(self.destination))
        return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def message_offset(packet):
    """Where the VRRP message of an IPv4 packet begins."""
    return (packet[0] & 15) * 4 + (24 if packet[9] == AUTHENTICATION_HEADER else 0)


def parse(packet):
    """The advertisement in an IPv4 or IPv6 packet, or None where it is none."""
    ipv6 = packet[0] >> 4 == 6
    message = message_of(packet)
    if len(message) < 8:
        return None
    version, kind = message[0] >> 4, message[0] & 15
    count, version2, size = message[3], version == 2, 16 if ipv6 else 4
    interval = message[5] if version2 else (struct.unpack_from("!H", message, 4)[0] & 0xFFF) / 100
    tail = message[8 + size * count:]
    source, destination = (packet[8:24], packet[24:40]) if ipv6 else (packet[12:16], packet[16:20])
    return Advert(
        version, message[1], message[2], interval,
        tuple(text_of(message[at:at + size]) for at in range(8, min(8 + size * count, len(message) - size + 1), size)),
        text_of(source), text_of(destination),
        auth_type=message[4] if version2 else 0, password=tail.rstrip(b"\0") if version2 else b"",
        ttl=packet[7 if ipv6 else 8], kind=kind)


def message_of(packet):
    """What follows the IP header; what pads the frame is left out."""
    if packet[0] >> 4 == 6:
        return packet[40:40 + struct.unpack_from("!H", packet, 4)[0]]
    return packet[message_offset(packet):struct.unpack_from("!H", packet, 2)[0]]


def text_of(address):
    """The text of an address of 4 or 16 bytes."""
    return socket.inet_ntop(socket.AF_INET6 if len(address) == 16 else socket.AF_INET, address)


def bytes_of(address):
    """The bytes of an address."""
    return socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address)


def checksum_is_right(packet):
    """Whether the checksum in an advertisement is the one that its sender had to compute."""
    message = message_of(packet)
    return checksum(parse(packet).pseudo_header(len(message)) + message) == 0


def master_down_interval(version, priority, interval):
    """Seconds of silence after which a backup takes over, by the RFC of the version."""
    skew = (256 - priority) / 256 * (1 if version == 2 else interval)
    return 3 * interval + skew

"""The segment as a third party sees it: frames with the kernel's timestamps, and frames of our own making."""

import ctypes
import socket
import struct
import threading
import time
from dataclasses import dataclass

import advert
from waiting import until

ETH_P_ALL, ETH_P_IP, ETH_P_ARP, ETH_P_IPV6 = 0x0003, 0x0800, 0x0806, 0x86DD  # <linux/if_ether.h>
SO_ATTACH_FILTER, SO_RCVBUFFORCE, SO_TIMESTAMPNS = 26, 33, 35  # <asm-generic/socket.h>
PACKET_OUTGOING = 4  # <linux/if_packet.h>

ICMPV6, NEIGHBOUR_ADVERTISEMENT = 58, 136  # RFC 4443, RFC 4861
OVERRIDE = 0x20  # RFC 4861, 4.4: in the byte of the flags

# Classic BPF: ARP, IPv4 with protocol 112 or 51, IPv6 with protocol 112, neighbour advertisements.
FILTER = (
    (0x28, 0, 0, 12), (0x15, 10, 0, ETH_P_ARP), (0x15, 0, 3, ETH_P_IP), (0x30, 0, 0, 23),
    (0x15, 7, 0, advert.PROTOCOL), (0x15, 6, 7, advert.AUTHENTICATION_HEADER),
    (0x15, 0, 6, ETH_P_IPV6), (0x30, 0, 0, 20), (0x15, 3, 0, advert.PROTOCOL),
    (0x15, 0, 3, ICMPV6), (0x30, 0, 0, 54), (0x15, 0, 1, NEIGHBOUR_ADVERTISEMENT),
    (0x06, 0, 0, 0x40000), (0x06, 0, 0, 0))


@dataclass(frozen=True)
class Frame:
    """A frame on a port of the switch; `time` in seconds of the wall clock, read by the kernel.

    `from_host` is false for a frame that the switch delivers through this port to the host; `sender` is the Ethernet
    address that it comes from.
    """

    time: float
    port: str
    from_host: bool
    advert: object
    announced: str
    packet: bytes
    sender: str = ""


def attach_filter(sock):
    """Lets only the frames of `FILTER` through."""
    program = b"".join(struct.pack("HBBI", *step) for step in FILTER)
    steps = ctypes.create_string_buffer(program, len(program))
    sock.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(FILTER), ctypes.addressof(steps)))


class Wire:
    """Records adverts, ARP and neighbour advertisements on every port of a site's switch, until closed."""

    def __init__(self, site):
        self.frames = []
        self.socket = site.switch.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        attach_filter(self.socket)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.settimeout(0.2)
        self.open = True
        self.thread = threading.Thread(target=self.record, daemon=True)
        self.thread.start()
        site.closing.append(self.close)

    def close(self):
        """Ends the recording; the frames stay."""
        if self.open:
            self.open = False
            self.thread.join(5)
            self.socket.close()

    def record(self):
        """The recording thread."""
        while self.open:
            try:
                data, controls, _, address = self.socket.recvmsg(2048, 64)
            except TimeoutError:
                continue
            except OSError:
                return  # an interface went away
            if address[0] != "br0":
                self.frames.append(read_frame(data, controls, address))

    def adverts(self, port, since=0.0, from_host=True, priority=None):
        """The frames with adverts that a host sent (or was delivered) since a time, oldest first."""
        return [frame for frame in list(self.frames)
                if frame.port == port and frame.from_host == from_host and frame.time >= since and frame.advert
                and (priority is None or frame.advert.priority == priority)]

    def announcements(self, port, address, since=0.0):
        """What announces an address, by ARP or NDP, that a host sent since a time."""
        return [frame for frame in list(self.frames)
                if frame.port == port and frame.from_host and frame.time >= since and frame.announced == address]

    def await_advert(self, port, since, seconds, priority=None):
        """The first advert of a host since a time, waited for."""
        return until(f"an advert from {port}", lambda: self.adverts(port, since, priority=priority), seconds)[0]


def read_frame(data, controls, address):
    """A recorded frame from what recvmsg gave."""
    seconds = time.time()
    for level, kind, value in controls:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            whole, nanos = struct.unpack("ll", value[:16])
            seconds = whole + nanos / 1e9
    ether_type = struct.unpack_from("!H", data, 12)[0]
    return Frame(
        seconds, address[0], address[2] != PACKET_OUTGOING,
        advert.parse(data[14:]) if is_advert(ether_type, data[14:]) else None,
        announced(ether_type, data[14:]), data[14:],
        data[6:12].hex(":"))


def is_advert(ether_type, packet):
    """Whether a packet that came through the filter is of VRRP."""
    return ether_type == ETH_P_IP or ether_type == ETH_P_IPV6 and packet[6] == advert.PROTOCOL


def announced(ether_type, packet):
    """The address that a packet announces, or an empty text."""
    if ether_type == ETH_P_ARP:
        return gratuitous(packet)
    if ether_type == ETH_P_IPV6 and packet[6] == ICMPV6:
        return unsolicited(packet)
    return ""


def unsolicited(packet):
    """The address that a neighbour advertisement announces to all nodes; else an empty text."""
    to_all = packet[24:40] == advert.bytes_of("ff02::1")
    return advert.text_of(packet[48:64]) if to_all and packet[44] & OVERRIDE else ""


def gratuitous(arp):
    """The address that an ARP request announces: sender and target the same; else an empty text."""
    operation = struct.unpack_from("!H", arp, 6)[0]
    return socket.inet_ntoa(arp[14:18]) if operation == 1 and arp[14:18] == arp[24:28] else ""


class Injector:
    """Sends IP packets as they are from a host's interface, each in a multicast or given Ethernet frame."""

    def __init__(self, site, host, interface):
        self.mac = host.mac()
        self.socket = host.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        with host.inside():
            self.socket.bind((interface, 0))
        site.closing.append(self.socket.close)

    def send(self, packet, to=None):
        """Sends one packet to an Ethernet address, by default that of the group of its family."""
        ipv6 = packet[0] >> 4 == 6
        group = advert.GROUP6_MAC if ipv6 else advert.GROUP_MAC
        self.socket.send((to or group) + self.mac + struct.pack("!H", ETH_P_IPV6 if ipv6 else ETH_P_IP) + packet)

    def flood(self, packets, rate, seconds):
        """Sends the packets in turn, `rate` a second, paced by the clock; returns how many were sent."""
        start, sent = time.monotonic(), 0
        while time.monotonic() - start < seconds:
            due = int((time.monotonic() - start) * rate) + 1
            while sent < due:
                self.send(packets[sent % len(packets)])
                sent += 1
            time.sleep(min(0.5 / rate, 0.01))
        return sent

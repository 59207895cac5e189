"""What Wireshark makes of the adverts that lvsd sends: Debian's tshark decodes them without a complaint."""

import struct
import time

from director import Lvsd, instance
from lan import Site
from namespace import run
from scenario import scenario
from waiting import expect, expect_equal, until
from wire import Wire

ADDRESS, PEER = "192.0.2.11", "192.0.2.12"
LINKTYPE_RAW = 101  # pcap-linktype(7): the packet begins with its IP header


class Stage(Site):
    """One host that sends, and a wire that records."""

    def __enter__(self):
        super().__enter__()
        self.sender = self.host("node1", f"{ADDRESS}/24")
        self.host("node2", f"{PEER}/24")
        self.wire = Wire(self)
        return self


def virtual_routers():
    """One virtual router for each way to send that tshark knows; a trailer it does not know."""
    unicast = (ADDRESS, PEER)
    texts = [
        instance(255, None, 2, 1, "192.0.2.101", vrid=1),
        instance(255, None, 2, 1, "192.0.2.102", vrid=2).replace("auth_type PASS", "auth_type AH"),
        instance(255, unicast, 2, 1, "192.0.2.103", vrid=3).replace("auth_type PASS", "auth_type AH"),
        instance(255, None, 3, 1, "192.0.2.104", vrid=4),
        instance(255, unicast, 3, 1, "192.0.2.105", vrid=5, extra="    unicast_ttl 255\n"),
        instance(255, None, 3, 1, "192.0.2.106", vrid=6, extra="    mcast_dst_ip 239.0.0.99\n"),
    ]
    return [text.replace("VI_1", f"VI_{number}") for number, text in enumerate(texts, 1)]


@scenario(only="lvsd")
def tshark_decodes_every_kind_of_advert_without_a_complaint(stage):
    """Version, checksum and addresses as sent, and no expert information above a note."""
    texts = virtual_routers()
    director = Lvsd(stage, stage.sender, "".join(texts), table="memory")
    director.start().await_ready(20)
    numbers = set(range(1, len(texts) + 1))
    until("all virtual routers send", lambda: numbers == {
        frame.advert.vrid for frame in stage.wire.adverts("node1") if frame.advert.priority == 255}, 15)
    director.stop()
    packets = [frame.packet for frame in stage.wire.adverts("node1")]
    path = stage.file("adverts.pcap")
    write_capture(path, packets)
    complaints = run("tshark", "-n", "-r", path, "-o", "ip.check_checksum:TRUE", "-Y",
                     "_ws.expert.severity >= 0x00400000 || _ws.malformed", seconds=60)
    expect_equal("complaints of tshark", complaints.strip(), "")
    fields = run("tshark", "-n", "-r", path, "-T", "fields", "-e", "vrrp.virt_rtr_id", "-e",
                 "vrrp.checksum.status", "-e", "vrrp.ip_addr", seconds=60).split("\n")
    rows = {tuple(line.split("\t")) for line in fields if line.strip()}
    expect_equal("what tshark reads", {(int(number), status, address) for number, status, address in rows},
                 {(number, "1", f"192.0.2.{100 + number}") for number in numbers})
    expect(len(packets) >= len(numbers), f"only {len(packets)} adverts")


def write_capture(path, packets):
    """A capture file (pcap, little-endian, microseconds) of IPv4 packets."""
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, LINKTYPE_RAW))
        for packet in packets:
            file.write(struct.pack("<IIII", int(time.time()), 0, len(packet), len(packet)) + packet)

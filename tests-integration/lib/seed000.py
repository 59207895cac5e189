"""Seed 000 as people run it: five nodes of which two, then two others, hold a VIP; documentation addresses (RFC 5737).

The files are those of the document but for addresses and interface, comments and missing indentation included.
"""

from dataclasses import dataclass, replace

from lan import INTERFACE

VIP1, VIP2 = "192.0.2.230", "192.0.2.231"
NODES = (1, 2, 3, 4, 5)

HEAD = """\
global_defs {{
router_id {router_id}
}}
vrrp_script check-app {{
script "killall -0 dockerd"
interval 5
#weight -20
fall 2
}}
"""

INSTANCE = """\
vrrp_instance {name} {{
#state MASTER
state BACKUP
priority {priority}
{preempt}
unicast_src_ip {own}
unicast_peer {{
{peers}
}}
dont_track_primary
track_interface {{
{interface}
}}
interface {interface}
virtual_router_id {vrid}
advert_int {interval}
track_script {{
check-app
}}
virtual_ipaddress {{
{vip} dev {interface} label {label}
}}
}}
"""


def address(node):
    """The address of a node by its number."""
    return f"192.0.2.{node}"


@dataclass(frozen=True)
class Block:
    """One `vrrp_instance` of a file; `preempt` is one of keepalived's two words, `peers` are numbers of nodes."""

    vip: str
    priority: int
    peers: tuple
    preempt: str = "nopreempt"
    interval: int = 3

    def text(self, node):
        """Its text on a node."""
        first = self.vip == VIP1
        return INSTANCE.format(
            name="VI-kube-master" if first else "VIP2", priority=self.priority, preempt=self.preempt,
            own=address(node), peers="\n".join(map(address, self.peers)), interface=INTERFACE,
            vrid=self.vip.rsplit(".", 1)[1], interval=self.interval, vip=self.vip,
            label=f"{INTERFACE}:{1 if first else 2}")

    def with_(self, **changes):
        """A copy that differs in the named settings."""
        return replace(self, **changes)


def configuration(node, *blocks):
    """The file of a node."""
    router_id = "lb-master" if node == 1 else f"lb-backup-{address(node)}"
    return HEAD.format(router_id=router_id) + "".join(block.text(node) for block in blocks)


FIRST_VIP = {1: Block(VIP1, 120, (2,)), 2: Block(VIP1, 86, (1,))}
BEFORE = {1: Block(VIP2, 120, (2,)), 2: Block(VIP2, 110, (1,))}
TOO_EARLY = Block(VIP2, 130, (1, 2, 5))
"""Node 4's block in the document's warning: nodes 1 and 2 do not know it yet, and it wins."""
JOINED = {1: Block(VIP2, 120, (2, 4, 5)), 2: Block(VIP2, 110, (1, 4, 5)),
          4: Block(VIP2, 100, (1, 2, 5)), 5: Block(VIP2, 90, (1, 2, 4))}
AFTER = {4: Block(VIP2, 100, (5,)), 5: Block(VIP2, 90, (4,))}

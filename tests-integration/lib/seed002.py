"""The three nodes of seed 002, multicast, equal priorities of the backups, with documentation addresses (RFC 5737)."""

VIP = "192.0.2.250"
NODES = {"node1": "192.0.2.203", "node2": "192.0.2.201", "node3": "192.0.2.202"}
NODE_PORT = 32463

KEEPALIVED = """\
vrrp_instance VRRP1 {{
    state {state}
    interface ens192
    virtual_router_id 41
    priority {priority}
    advert_int 1
    virtual_ipaddress {{
        {vip}/24
    }}
}}
"""


def text(node):
    """The configuration of a node; "another backup's configuration is similar, it basically needs no change"."""
    first = node == "node1"
    return KEEPALIVED.format(state="MASTER" if first else "BACKUP", priority=200 if first else 199, vip=VIP)

"""The web servers of seed 004, with documentation addresses (RFC 5737): strict mode, and a script with a weight.

Its text is cut off behind the password: braces, addresses and the second node are completed as its prose and its
output of `ip address` say. The script asks busybox's netstat, which every test host has.
"""

VIP = "192.0.2.80"
NODES = {"web1": "192.0.2.110", "web2": "192.0.2.120"}
CLIENT = "192.0.2.66"
STRICT = "   vrrp_strict\n"

KEEPALIVED = """\
! Configuration File for keepalived

global_defs {{
   notification_email {{
     acassen@
     failover@
     sysadmin@
   }}
   notification_email_from @
   smtp_server 192.0.2.1
   smtp_connect_timeout 30
   router_id {name} # modificationsrouter_id
   vrrp_iptables # have sb do sthkeepalivedauto-addiptablesrules and regulations
   vrrp_skip_check_adv_addr
   vrrp_strict
   vrrp_garp_interval 0
   vrrp_gna_interval 0
}}

vrrp_script chk_http_port
{{
    script "{script}"
    interval 3
    weight {weight}
}}

vrrp_instance VI_1 {{
    state {state} # web1is the main,statebemaster,web2be,statebeBACKUP
    interface ens192
    virtual_router_id 51
    priority {priority} # prioritization,web1rely mainly on,prioritization
    advert_int 1
    authentication {{
        auth_type PASS
        auth_pass 1111
    }}
    virtual_ipaddress {{
        {vip}/24
    }}
    track_script {{
        chk_http_port
    }}
}}
"""

SCRIPT = """\
#! /bin/bash
# Check if port 80 is open
if busybox netstat -tuln | grep -q :80; then
    exit 0 # Return 0 if port is open
else
    exit 1 # port not open, return 1
fi
"""


def text(node, script, weight):
    """The configuration of a node."""
    first = node == "web1"
    return KEEPALIVED.format(
        name=node, script=script, weight=weight, state="MASTER" if first else "BACKUP", priority=100 if first else 90,
        vip=VIP)

"""The pair of seed 001, a DR-mode director pair as people run it, with documentation addresses (RFC 5737)."""

VIP = "192.0.2.100"
DIRECTOR1, DIRECTOR2 = "192.0.2.11", "192.0.2.12"
REAL1, REAL2 = "192.0.2.21", "192.0.2.22"
CLIENT = "192.0.2.31"

KEEPALIVED = """\
global_defs {{
  notification_email {{
    sysadmin@example.com
    support@example.com
  }}
  notification_email_from {name}@example.com
  smtp_server localhost
  smtp_connect_timeout 30
}}

vrrp_instance VI_1 {{
  state {state}
  interface ens192
  virtual_router_id 51
  priority {priority}
  advert_int 1
  unicast_src_ip {own}
  unicast_peer {{
    {peer}
  }}
  authentication {{
    auth_type PASS
    auth_pass 1111
  }}
  virtual_ipaddress {{
    {vip}
  }}
}}

virtual_server {vip} 80 {{
  delay_loop 6
  lb_algo wlc
  lb_kind DR
  persistence_timeout 600
  protocol TCP

  real_server {real1} 80 {{
    weight 100
    TCP_CHECK {{
      connect_timeout 3
    }}
  }}
  real_server {real2} 80 {{
    weight 100
    TCP_CHECK {{
      connect_timeout 3
    }}
  }}
}}
"""

YAML = """\
global_defs:
  notification_email: [sysadmin@example.com, support@example.com]
  notification_email_from: {name}@example.com
  smtp_server: localhost
  smtp_connect_timeout: 30
vrrp_instance:
  VI_1:
    state: {state}
    interface: ens192
    virtual_router_id: 51
    priority: {priority}
    advert_int: 1
    unicast_src_ip: {own}
    unicast_peer: [{peer}]
    authentication: {{auth_type: PASS, auth_pass: "1111"}}
    virtual_ipaddress: [{vip}]
virtual_server:
  - address: {vip}
    port: 80
    delay_loop: 6
    lb_algo: wlc
    lb_kind: DR
    persistence_timeout: 600
    protocol: TCP
    real_server:
      - {{address: {real1}, port: 80, weight: 100, TCP_CHECK: {{connect_timeout: 3}}}}
      - {{address: {real2}, port: 80, weight: 100, TCP_CHECK: {{connect_timeout: 3}}}}
"""


def text(template, node):
    """The configuration of node 1 (master) or 2 (backup) in the syntax of the template."""
    own, peer = (DIRECTOR1, DIRECTOR2) if node == 1 else (DIRECTOR2, DIRECTOR1)
    return template.format(
        name=f"lb{node}", state="MASTER" if node == 1 else "BACKUP", priority=101 - node,
        own=own, peer=peer, vip=VIP, real1=REAL1, real2=REAL2)

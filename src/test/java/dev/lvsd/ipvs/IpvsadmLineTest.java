package dev.lvsd.ipvs;

import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import org.junit.jupiter.api.Test;

/// Each of these lines was run with ipvsadm 1.31 and gave the entry that its step gives.
class IpvsadmLineTest {
    private static final VirtualServerKey WEB6 = key(Protocol.TCP, "[2001:db8::100]:443");
    private static final VirtualServerKey DNS = key(Protocol.UDP, "10.9.0.100:53");
    private static final Endpoint RS = endpoint("10.9.0.1:53");

    @Test
    void virtualServers() {
        assertLine(
                "-A -t [2001:db8::100]:443 -s mh -p 300 -M 64",
                new Step.AddVirtualServer(WEB6, new VirtualServerOptions("mh", 1, 300, 64, "")));
        assertLine(
                "-A -u 10.9.0.100:53 -s sh -p 60 -M 255.255.255.0 -b sh-fallback,sh-port",
                new Step.AddVirtualServer(DNS, new VirtualServerOptions("sh", 1 | 8 | 16, 60, 0xffffff00, "")));
        assertLine(
                "-A -u 10.9.0.100:53 -s mh -b mh-port,flag-3",
                new Step.AddVirtualServer(DNS, new VirtualServerOptions("mh", 16 | 32, 0, -1, "")));
        assertLine(
                "-A -u 10.9.0.100:53 -s wrr -b flag-1,flag-2",
                new Step.AddVirtualServer(DNS, new VirtualServerOptions("wrr", 8 | 16, 0, -1, "")));
        assertLine(
                "-E -u 10.9.0.100:53 -s rr -o",
                new Step.EditVirtualServer(DNS, new VirtualServerOptions("rr", 4, 0, -1, "")));
        assertLine(
                "-A -f 4294967295 -6 -s rr",
                new Step.AddVirtualServer(
                        new VirtualServerKey.Fwmark(Family.IPV6, -1), VirtualServerOptions.of("rr", Family.IPV6)));
        assertLine("-D -f 7", new Step.DeleteVirtualServer(new VirtualServerKey.Fwmark(Family.IPV4, 7)));
        assertLine(
                "-A --sctp-service 10.9.0.100:1 -s wlc",
                new Step.AddVirtualServer(
                        key(Protocol.SCTP, "10.9.0.100:1"), VirtualServerOptions.of("wlc", Family.IPV4)));
        assertLine(
                "-A -u 10.9.0.100:53 -s rr -p 300 --pe sip",
                new Step.AddVirtualServer(DNS, new VirtualServerOptions("rr", 1, 300, -1, "sip")));
    }

    @Test
    void realServers() {
        assertLine("-a -u 10.9.0.100:53 -r 10.9.0.1:53 -g -w 100", new Step.AddRealServer(DNS, RS, dr(100)));
        assertLine(
                "-e -u 10.9.0.100:53 -r 10.9.0.1:53 -m -w 3 -x 1000 -y 500",
                new Step.EditRealServer(DNS, RS, new RealServerOptions(Forwarding.NAT, 3, 1000, 500, Tunnel.IPIP)));
        assertLine(
                "-a -t [2001:db8::100]:443 -r [2001:db8::1]:443 -i -w 0",
                new Step.AddRealServer(
                        WEB6, endpoint("[2001:db8::1]:443"), RealServerOptions.of(Forwarding.TUN, 0)));
        assertLine(
                "-a -u 10.9.0.100:53 -r 10.9.0.1:53 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum",
                new Step.AddRealServer(DNS, RS, tunnel(new Tunnel(1, 6080, 1))));
        assertLine(
                "-a -u 10.9.0.100:53 -r 10.9.0.1:53 -i -w 1 --tun-type gre --tun-nocsum",
                new Step.AddRealServer(DNS, RS, tunnel(new Tunnel(2, 0, 0))));
        assertLine(
                "-a -u 10.9.0.100:53 -r 10.9.0.1:53 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum",
                new Step.AddRealServer(DNS, RS, tunnel(new Tunnel(1, 6080, 2))));
        assertLine("-d -u 10.9.0.100:53 -r 10.9.0.1:53", new Step.DeleteRealServer(DNS, RS));
    }

    private static RealServerOptions tunnel(Tunnel tunnel) {
        return new RealServerOptions(Forwarding.TUN, 1, 0, 0, tunnel);
    }

    private static void assertLine(String expected, Step step) {
        assertEquals("ipvsadm " + expected, step.toString());
    }

    private static VirtualServerKey key(Protocol protocol, String text) {
        return new VirtualServerKey.Address(protocol, endpoint(text));
    }
}

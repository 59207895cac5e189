package dev.lvsd.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The section `lvsd`. The options of `lvsd run` win over it.
///
/// @param controlSocket path of the control socket (`control: {socket: …}`), null for the default
/// @param httpListen address and port of the scrape address (`http: {listen: …}`) or `none`, null for the default
/// @param vipLifetime `vip_lifetime`
/// @param foreign `foreign`, in force with a reload
/// @param readyWait how long at most a virtual router waits for its virtual servers (`ready_wait`); 0 does not wait
/// @param sysctls `sysctl`; a reload puts it in force
/// @param drains `removed` and `drain_timeout`; a reload puts them in force
public record DaemonSettings(
        @Nullable String controlSocket,
        @Nullable String httpListen,
        VipLifetime vipLifetime,
        Duration readyWait,
        Foreign foreign,
        SysctlSettings sysctls,
        DrainSettings drains) {
    /// Nothing said: all defaults.
    public static final DaemonSettings DEFAULTS = new DaemonSettings(
            null, null, new VipLifetime.Automatic(), Duration.ofSeconds(5), Foreign.KEEP, SysctlSettings.NONE,
            DrainSettings.DEFAULTS);

    /// Keywords of the settings in which another has something else, and that count from the next start on.
    public List<String> differences(DaemonSettings other) {
        List<String> names = new ArrayList<>();
        if (!Objects.equals(controlSocket, other.controlSocket)) {
            names.add("control");
        }
        if (!Objects.equals(httpListen, other.httpListen)) {
            names.add("http");
        }
        if (!vipLifetime.equals(other.vipLifetime)) {
            names.add("vip_lifetime");
        }
        if (!readyWait.equals(other.readyWait)) {
            names.add("ready_wait");
        }
        return List.copyOf(names);
    }
}

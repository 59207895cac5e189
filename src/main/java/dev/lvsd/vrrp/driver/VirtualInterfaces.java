package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VirtualInterface;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.Errno;
import dev.lvsd.net.Family;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.LinkAbi;
import dev.lvsd.netlink.LinkRequest;
import dev.lvsd.netlink.NetlinkException;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.owned.OwnedList;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.OwnedInterfaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The macvlan interfaces of virtual link-layer addresses (`use_vmac`): made when they are missing, removed when nobody
/// wants them, and written down in the state directory before either, with the settings that are changed for them. So
/// is `promote_secondaries` of the interfaces whose instances want it.
///
/// They are of mode bridge, where keepalived's are private: a private one takes the frames that come from its own
/// address, which is that of the other nodes too, away from the interface below. There lvsd hears adverts, so that
/// nothing is ever sent from the virtual address of a backup: its interface is down.
///
/// For any thread.
public final class VirtualInterfaces {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualInterfaces.class);
    private static final Path SYSCTLS = Path.of("/proc/sys");

    private final OwnedList list;
    private final InterfaceSettings settings;
    private final OtherDaemons others;
    private OwnedInterfaces owned = OwnedInterfaces.NONE;
    private final Map<String, Integer> prepared = new HashMap<>();
    private final Map<String, String> troubles = new HashMap<>();
    private final Map<String, Integer> promoted = new HashMap<>();
    private Set<String> promoting = Set.of();
    private boolean closed;

    /// @param path of the list; its directory exists
    public VirtualInterfaces(Path path) {
        this(path, SYSCTLS, new OtherDaemons(Path.of("/proc")));
    }

    /// @param sysctls where settings stand
    /// @param others whose interfaces may be there
    VirtualInterfaces(Path path, Path sysctls, OtherDaemons others) {
        list = new OwnedList(path);
        settings = new InterfaceSettings(sysctls);
        this.others = others;
    }

    /// Before virtual routers start: removes what an earlier run left and nobody wants any more.
    ///
    /// @throws IOException where the list cannot be read, or the kernel not asked
    public synchronized void begin(List<VrrpInstance> instances) throws IOException {
        owned = OwnedInterfaces.parse(list.read());
        retain(instances);
    }

    /// After a reload: removes what the configuration no longer has, and puts back the settings that were for that.
    ///
    /// @throws IOException where the kernel cannot be asked
    public synchronized void retain(List<VrrpInstance> instances) throws IOException {
        Set<VirtualInterface> wanted = wanted(instances);
        promoting = promoting(instances);
        promoted.keySet().retainAll(promoting);
        List<VirtualInterface> unwanted =
                owned.interfaces().values().stream().filter(one -> !wanted.contains(one)).toList();
        if (!unwanted.isEmpty()) {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                remove(unwanted, netlink);
            }
        }
        note(restored(owned));
    }

    /// After virtual routers have ended.
    ///
    /// @param how for good: what was made is removed; to come back: it stays
    public synchronized void end(Input.Shutdown how) {
        closed = true;
        try {
            if (how == Input.Shutdown.STOP) {
                retain(List.of());
            }
        } catch (IOException e) {
            LOG.error("vrrp: interfaces of ours may still be there; lvsd cleanup removes them: {}", e.getMessage());
        }
    }

    /// Removes all that is listed, and empties the list.
    ///
    /// @return names of what was removed
    /// @throws IOException where that failed, of some or altogether; they stay in the list
    public synchronized Set<String> removeAll() throws IOException {
        owned = OwnedInterfaces.parse(list.read());
        Set<String> before = owned.interfaces().keySet();
        Set<String> removed = new LinkedHashSet<>();
        if (!before.isEmpty()) {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                removed.addAll(remove(List.copyOf(owned.interfaces().values()), netlink));
            }
        }
        note(restored(owned));
        if (!owned.interfaces().isEmpty()) {
            throw new IOException("could not remove " + owned.interfaces().keySet());
        }
        return removed;
    }

    /// Makes what instances want and is not there, and sets up what is.
    ///
    /// @param seen what is there
    /// @return whether anything is other than seen now
    synchronized boolean maintain(Collection<VrrpInstance> instances, Interfaces seen, RouteNetlink netlink) {
        boolean changed = false;
        if (!closed) {
            for (VirtualInterface one : wanted(instances)) {
                changed |= maintain(one, seen, netlink);
            }
            promote(promoting(instances), seen);
        }
        return changed;
    }

    /// What an instance can do that could use its interface: nothing while one of its own cannot be made.
    synchronized LinkState judge(VrrpInstance instance, LinkState state) {
        if (state instanceof LinkState.Usable) {
            for (VirtualInterface one : instance.virtualMac().interfaces()) {
                String trouble = troubles.get(one.name());
                if (trouble != null) {
                    return new LinkState.Faulty(trouble);
                }
            }
        }
        return state;
    }

    /// Whether something could not be made, and is to be tried again.
    synchronized boolean isIncomplete() {
        return !troubles.isEmpty();
    }

    private boolean maintain(VirtualInterface wanted, Interfaces seen, RouteNetlink netlink) {
        Link base = seen.links().get(wanted.base());
        Link there = seen.links().get(wanted.name());
        if (base == null) {
            troubles.remove(wanted.name());
            return false;
        }
        if (there != null && isRight(wanted, there, base)) {
            troubles.remove(wanted.name());
            prepare(wanted, there);
            return false;
        }
        String foreign = there == null || owned.interfaces().containsKey(wanted.name())
                ? null : foreign(wanted, there, base);
        if (foreign != null) {
            trouble(wanted, foreign);
            return false;
        }
        note(owned.with(wanted));
        try {
            if (there != null) {
                netlink.change(new LinkRequest.Delete(there.index(), there.name()));
            }
            netlink.change(new LinkRequest.AddMacvlan(
                    wanted.name(), base.index(), wanted.mac(), LinkAbi.MACVLAN_MODE_BRIDGE));
            LOG.info("vrrp: made interface {} on {} with the address {}", wanted.name(), wanted.base(), wanted.mac());
            troubles.remove(wanted.name());
            return true;
        } catch (IOException e) {
            trouble(wanted, String.valueOf(e.getMessage()));
            return there != null;
        }
    }

    /// Why an interface that lvsd has not made is left alone. What a keepalived has left that has died is not: it would
    /// delete it itself, and make it anew; while one runs it is its own.
    ///
    /// @return null where it may be made anew
    private @Nullable String foreign(VirtualInterface wanted, Link there, Link base) {
        String name = wanted.name();
        if (!is(wanted, there, base, LinkAbi.MACVLAN_MODE_PRIVATE)) {
            return "interface " + name + " is there, is not lvsd's, and is no macvlan on " + wanted.base()
                    + " of mode bridge with the address " + wanted.mac() + "; delete it (ip link delete " + name
                    + "), or give use_vmac another name";
        }
        if (others.isKeepalivedRunning()) {
            return "interface " + name + " is that of a keepalived that runs, as it seems; stop it, or where none does"
                    + " delete the interface (ip link delete " + name + ")";
        }
        LOG.warn("vrrp: interface {} was left by a keepalived that does not run any more; it is made anew", name);
        return null;
    }

    private static boolean isRight(VirtualInterface wanted, Link there, Link base) {
        return is(wanted, there, base, LinkAbi.MACVLAN_MODE_BRIDGE);
    }

    /// One on another macvlan stands on what is below that, as the kernel has it.
    private static boolean is(VirtualInterface wanted, Link there, Link base, int mode) {
        Link.Base below = base.base();
        int index = below != null && below.kind().equals(Link.MACVLAN) ? below.index() : base.index();
        return wanted.mac().equals(there.mac())
                && new Link.Base(index, Link.MACVLAN, mode).equals(there.base());
    }

    private void trouble(VirtualInterface wanted, String what) {
        if (!what.equals(troubles.put(wanted.name(), what))) {
            LOG.error("vrrp: {}", what);
        }
    }

    /// Once for each interface that was made: it is down until its addresses come.
    private void prepare(VirtualInterface made, Link there) {
        if (Integer.valueOf(there.index()).equals(prepared.put(made.name(), there.index()))) {
            return;
        }
        List<String> problems = new ArrayList<>();
        InterfaceSettings.below(made).forEach((path, value) -> {
            String before = settings.read(path);
            if (before != null && before.compareTo(value) < 0) {
                note(owned.with(path, before));
                add(problems, settings.write(path, value));
            }
        });
        settings.of(made).forEach((path, value) -> add(problems, settings.write(path, value)));
        problems.forEach(problem -> LOG.error("vrrp: {}: {}", made.name(), problem));
    }

    /// Once for each interface that comes; one that has it already is left as it is.
    private void promote(Set<String> names, Interfaces seen) {
        promoting = names;
        for (String name : names) {
            Link link = seen.links().get(name);
            if (link == null || Integer.valueOf(link.index()).equals(promoted.put(name, link.index()))) {
                continue;
            }
            String path = InterfaceSettings.promotion(name);
            if ("0".equals(settings.read(path))) {
                note(owned.with(path, "0"));
                String problem = settings.write(path, InterfaceSettings.raised(path));
                if (problem != null) {
                    LOG.error("vrrp: {}", problem);
                }
            }
        }
    }

    private static void add(List<String> problems, @Nullable String problem) {
        if (problem != null) {
            problems.add(problem);
        }
    }

    /// @return names of what was there
    private Set<String> remove(List<VirtualInterface> unwanted, RouteNetlink netlink) throws IOException {
        Set<String> removed = new LinkedHashSet<>();
        Interfaces seen = Interfaces.of(netlink.links(), List.of());
        OwnedInterfaces left = owned;
        for (VirtualInterface one : unwanted) {
            Link there = seen.links().get(one.name());
            if (there != null && isOurs(one, there)) {
                if (!delete(there, netlink)) {
                    continue;
                }
                removed.add(one.name());
            }
            left = left.without(one);
            prepared.remove(one.name());
            troubles.remove(one.name());
        }
        note(left);
        return removed;
    }

    private static boolean isOurs(VirtualInterface one, Link there) {
        Link.Base base = there.base();
        return base != null && base.kind().equals(Link.MACVLAN) && one.mac().equals(there.mac());
    }

    private static boolean delete(Link there, RouteNetlink netlink) throws IOException {
        try {
            netlink.change(new LinkRequest.Delete(there.index(), there.name()));
            LOG.info("vrrp: removed interface {}", there.name());
            return true;
        } catch (NetlinkException e) {
            if (e.error().errno().equals(Errno.ENODEV)) {
                return true;
            }
            LOG.error("vrrp: {}", e.getMessage());
            return false;
        }
    }

    /// Puts back the settings that nobody needs any more, unless someone else has changed them meanwhile.
    private OwnedInterfaces restored(OwnedInterfaces left) {
        OwnedInterfaces next = left;
        for (Map.Entry<String, String> setting : left.settings().entrySet()) {
            if (!isNeeded(setting.getKey(), left)) {
                String problem = InterfaceSettings.raised(setting.getKey()).equals(settings.read(setting.getKey()))
                        ? settings.write(setting.getKey(), setting.getValue()) : null;
                if (problem != null) {
                    LOG.error("vrrp: {}", problem);
                }
                next = next.without(setting.getKey());
            }
        }
        return next;
    }

    private boolean isNeeded(String path, OwnedInterfaces left) {
        String name = InterfaceSettings.interfaceOf(path);
        return InterfaceSettings.isPromotion(path) ? promoting.contains(name) : left.hasOn(name, Family.IPV4);
    }

    /// A disk that is full keeps nobody from serving: the list stays as it is, which is logged.
    private void note(OwnedInterfaces next) {
        if (next.equals(owned)) {
            return;
        }
        owned = next;
        try {
            list.write(owned.lines());
        } catch (IOException e) {
            LOG.error("a crash may leave interfaces behind: their list {}", e.getMessage());
        }
    }

    private static Set<String> promoting(Collection<VrrpInstance> instances) {
        return instances.stream().filter(VrrpInstance::promoteSecondaries).map(VrrpInstance::interfaceName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<VirtualInterface> wanted(Collection<VrrpInstance> instances) {
        Set<VirtualInterface> wanted = new LinkedHashSet<>();
        instances.forEach(instance -> wanted.addAll(instance.virtualMac().interfaces()));
        return wanted;
    }
}

package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.netlink.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.Level;

/// The sysctl `promote_secondaries` of the interfaces whose instances want it: set while they are there, and put back
/// where it was off before. With it an address stays when the first of its network goes. Of the addresses thread.
final class SecondaryPromotion {
    private static final String OFF = "0";
    private static final String ON = "1";

    private final Path directory;
    private final NewsDesk news;
    private final Map<String, Done> done = new HashMap<>();

    /// @param wasOff whether it has to be put back
    private record Done(int interfaceIndex, boolean wasOff) {}

    /// @param directory `/proc/sys/net/ipv4/conf`
    SecondaryPromotion(Path directory, NewsDesk news) {
        this.directory = directory;
        this.news = news;
    }

    /// Sets it where it is wanted and not set yet, and puts it back where it no longer is.
    void follow(Collection<VrrpInstance> instances, Interfaces seen) {
        Set<String> wanted = new HashSet<>();
        instances.stream().filter(VrrpInstance::promoteSecondaries).map(VrrpInstance::interfaceName)
                .forEach(wanted::add);
        Set<String> leaving = new HashSet<>(done.keySet());
        leaving.removeAll(wanted);
        leaving.forEach(name -> putBack(name, seen));
        for (String name : wanted) {
            Link link = seen.links().get(name);
            Done before = done.get(name);
            if (link != null && (before == null || before.interfaceIndex() != link.index())) {
                set(link);
            }
        }
    }

    private void set(Link link) {
        try {
            boolean off = Files.readString(file(link.name())).strip().equals(OFF);
            if (off) {
                Files.writeString(file(link.name()), ON);
            }
            done.put(link.name(), new Done(link.index(), off));
        } catch (IOException e) {
            done.put(link.name(), new Done(link.index(), false));
            news.line(Level.ERROR, "vrrp: promote_secondaries of " + link.name() + " cannot be set: " + e);
        }
    }

    private void putBack(String name, Interfaces seen) {
        Done before = done.remove(name);
        Link link = seen.links().get(name);
        if (before == null || !before.wasOff() || link == null || link.index() != before.interfaceIndex()) {
            return;
        }
        try {
            Files.writeString(file(name), OFF);
        } catch (IOException e) {
            news.line(Level.ERROR, "vrrp: promote_secondaries of " + name + " cannot be put back: " + e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name).resolve("promote_secondaries");
    }
}

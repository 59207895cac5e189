package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.BootClock;
import dev.lvsd.net.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the vrrp thread leaves for its successor: a file in memory that outlives the process but not the machine's
/// boot, and that is written by storing into it. It belongs on a file system that never writes back (tmpfs, `/run`),
/// or storing could wait for a disk.
///
/// A header of 64 bytes: `lvsdvrrp`, version (4 bytes), 4 of padding, the boot id (16). Then 64 for each virtual
/// router: VRID (4), family as `AF_INET` or `AF_INET6` (4), name of the interface (16), unicast source or 0 (16), time
/// of the last advert as master on `CLOCK_BOOTTIME` in nanoseconds or 0 (8), interval of its adverts in nanoseconds
/// or 0 (8), 1 where a peer was ever heard (4), padding. Little-endian.
public final class RestartPage {
    private static final Logger LOG = LoggerFactory.getLogger(RestartPage.class);
    private static final long MAGIC = 0x7072_7276_6473_766cL;
    private static final int VERSION = 2;
    private static final int RECORD_BYTES = 64;
    private static final int AT_VERSION = 8;
    private static final int AT_BOOT_ID = 16;
    private static final int AT_INTERFACE = 8;
    private static final int INTERFACE_BYTES = 16;
    private static final int AT_UNICAST_SOURCE = 24;
    private static final int AT_ADVERT = 40;
    private static final int AT_INTERVAL = 48;
    private static final int AT_HEARD = 56;
    private static final int KEY_BYTES = AT_ADVERT;

    /// For instances that a reload adds.
    private static final int SPARE = 64;

    private final ByteBuffer bytes;
    private int used;
    private boolean full;

    private RestartPage(ByteBuffer bytes, int used) {
        this.bytes = bytes;
        this.used = used;
    }

    /// A page that nobody reads: every start is a first one.
    public static RestartPage none(List<VrrpInstance> instances) {
        return of(ByteBuffer.allocate(RECORD_BYTES * (1 + instances.size() + SPARE)), instances, new byte[0]);
    }

    /// Takes over the page of an earlier run, if it is of this boot, and puts a new one in its place. Where that
    /// fails there is none, which is logged: a restart begins as backup then.
    ///
    /// @param path of the file
    public static RestartPage open(Path path, List<VrrpInstance> instances) {
        try {
            Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file's directory"));
            UUID boot = BootClock.bootId();
            byte[] earlier = earlier(path, boot);
            Path next = path.resolveSibling(path.getFileName() + ".next");
            ByteBuffer page = map(next, RECORD_BYTES * (1 + instances.size() + SPARE));
            page.putLong(0, MAGIC).putInt(AT_VERSION, VERSION);
            page.putLong(AT_BOOT_ID, boot.getMostSignificantBits());
            page.putLong(AT_BOOT_ID + Long.BYTES, boot.getLeastSignificantBits());
            RestartPage opened = of(page, instances, earlier);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return opened;
        } catch (IOException e) {
            LOG.warn("vrrp: no page for the next start ({}): a restart begins as backup", e.toString());
            return none(instances);
        }
    }

    /// What is kept of a virtual router that the page was made with, by its place among them.
    Slot slot(int router) {
        return new Slot(bytes, RECORD_BYTES * (1 + router));
    }

    /// What is kept of a virtual router that a reload adds: its part, a new one, or, where the page is full, that of
    /// one that an earlier reload removed. Where there is none, one that nobody reads, which is logged.
    ///
    /// @param running all that run before or after the reload: their parts stay theirs
    Slot slotOf(VrrpInstance instance, Collection<VrrpInstance> running) {
        byte[] key = key(instance);
        int at = find(key);
        if (at != 0) {
            return new Slot(bytes, at);
        }
        at = (used + 2) * RECORD_BYTES <= bytes.capacity() ? ++used * RECORD_BYTES : abandoned(running);
        if (at == 0) {
            if (!full) {
                LOG.warn("vrrp {}: the page for the next start is full of {} instances: a restart begins as backup of"
                        + " this one and of others that a reload adds; restart lvsd for a larger page",
                        instance.name(), used);
            }
            full = true;
            return none(List.of(instance)).slot(0);
        }
        bytes.put(at, key);
        for (int i = KEY_BYTES; i < RECORD_BYTES; i++) {
            bytes.put(at + i, (byte) 0);
        }
        return new Slot(bytes, at);
    }

    /// Where the part with a key begins, 0 for none.
    private int find(byte[] key) {
        byte[] there = new byte[KEY_BYTES];
        for (int i = 1; i <= used; i++) {
            bytes.get(i * RECORD_BYTES, there);
            if (Arrays.equals(there, key)) {
                return i * RECORD_BYTES;
            }
        }
        return 0;
    }

    /// Where a part begins that is nobody's of those that run, 0 for none.
    private int abandoned(Collection<VrrpInstance> running) {
        Set<Integer> taken = new HashSet<>();
        running.forEach(instance -> taken.add(find(key(instance))));
        for (int i = 1; i <= used; i++) {
            if (!taken.contains(i * RECORD_BYTES)) {
                return i * RECORD_BYTES;
            }
        }
        return 0;
    }

    private static RestartPage of(ByteBuffer page, List<VrrpInstance> instances, byte[] earlier) {
        ByteBuffer bytes = page.order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer before = ByteBuffer.wrap(earlier).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (VrrpInstance instance : instances) {
            at += RECORD_BYTES;
            byte[] key = key(instance);
            bytes.put(at, key);
            for (int from = RECORD_BYTES; from + RECORD_BYTES <= earlier.length; from += RECORD_BYTES) {
                if (Arrays.equals(earlier, from, from + KEY_BYTES, key, 0, KEY_BYTES)) {
                    bytes.putLong(at + AT_ADVERT, before.getLong(from + AT_ADVERT));
                    bytes.putInt(at + AT_HEARD, before.getInt(from + AT_HEARD));
                    bytes.putLong(at + AT_INTERVAL, before.getLong(from + AT_INTERVAL));
                }
            }
        }
        return new RestartPage(bytes, instances.size());
    }

    /// VRID, family, interface and source of unicast: what makes an instance the same one after a restart, as after a
    /// reload ([dev.lvsd.vrrp.InstanceDiff]).
    private static byte[] key(VrrpInstance instance) {
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        key.putInt(0, instance.virtualRouterId());
        key.putInt(Integer.BYTES, instance.family().number());
        IpAddress source = instance.path().unicastSource();
        if (instance.path().isUnicast() && source != null) {
            key.put(AT_UNICAST_SOURCE, source.bytes());
        }
        byte[] name = instance.interfaceName().getBytes(StandardCharsets.UTF_8);
        key.put(AT_INTERFACE, name, 0, Math.min(name.length, INTERFACE_BYTES));
        return key.array();
    }

    /// The bytes of the page that is there; none where there is none of this boot.
    private static byte[] earlier(Path path, UUID boot) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException _) {
            return new byte[0];
        }
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean known = bytes.length >= RECORD_BYTES
                && page.getLong(0) == MAGIC
                && page.getInt(AT_VERSION) == VERSION
                && page.getLong(AT_BOOT_ID) == boot.getMostSignificantBits()
                && page.getLong(AT_BOOT_ID + Long.BYTES) == boot.getLeastSignificantBits();
        return known ? bytes : new byte[0];
    }

    /// Written rather than only sized, so that every byte has its memory before the file is mapped.
    private static ByteBuffer map(Path path, int size) throws IOException {
        try (FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(size);
            while (zeros.hasRemaining()) {
                file.write(zeros);
            }
            return file.map(FileChannel.MapMode.READ_WRITE, 0, size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /// One virtual router's part. Storing into it waits for nothing and allocates nothing.
    static final class Slot {
        private final ByteBuffer page;
        private final int at;

        private Slot(ByteBuffer page, int at) {
            this.page = page;
            this.at = at;
        }

        /// The last advert as master, on the boot clock; 0 for none.
        long advertNanos() {
            return page.getLong(at + AT_ADVERT);
        }

        /// Notes an advert as master.
        ///
        /// @param bootNanos now on the boot clock
        void advertised(long bootNanos) {
            page.putLong(at + AT_ADVERT, bootNanos);
        }

        /// Notes that this node is not master.
        void left() {
            page.putLong(at + AT_ADVERT, 0);
        }

        /// From one advert to the next as master, in nanoseconds; 0 where it was never noted.
        long intervalNanos() {
            return page.getLong(at + AT_INTERVAL);
        }

        /// Notes how often adverts go out.
        void interval(long nanos) {
            page.putLong(at + AT_INTERVAL, nanos);
        }

        /// Whether a peer was ever heard, in this run or an earlier one of this boot.
        boolean isPeerHeard() {
            return page.getInt(at + AT_HEARD) != 0;
        }

        /// Notes that a peer was heard.
        void peerHeard() {
            page.putInt(at + AT_HEARD, 1);
        }
    }
}

package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.netlink.AttributeSet;
import dev.lvsd.netlink.NetlinkAbi;
import dev.lvsd.vrrp.AdvertCodec;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `native-headers` says what the system's headers say, and every constant of a class named `…Abi` and
/// every [Errno] says what `native-headers` says.
class NativeHeadersTest {
    @TempDir
    private Path directory = Path.of("");

    /// Constants that are wrong on purpose.
    static final class WrongAbi {
        static final int NLM_F_REQUEST = 2;
        static final int SIZEOF_NLMSGHDR = 20;
        static final int OFFSETOF_NLMSGHDR_NLMSG_SEQ = 4;
        static final int NLM_F_LVSD = 1;
        static final String IPVS_GENL_NAME = "ipvs";

        private WrongAbi() {}
    }

    @Test
    void everyHeaderAgreesWithTheSystems() throws IOException, InterruptedException {
        List<NativeHeader> headers = NativeHeader.all();
        assertTrue(headers.size() >= 8, "native-headers not found");
        List<String> differences = new ArrayList<>();
        for (NativeHeader header : headers) {
            differences.addAll(SystemHeaderComparison.differences(header, directory));
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void wrongNumberOrLayoutInAHeaderIsFound() throws IOException, InterruptedException {
        NativeHeader wrong = NativeHeader.parse("wrong.h", """
                /* System headers: <linux/netlink.h> <linux/ip_vs.h> */
                #include <stdint.h>
                #define LVSD_NLM_F_REQUEST 0x2 /* is 1 */
                #define LVSD_IPVS_GENL_NAME "ipvs"
                #define LVSD_NLM_F_ACK 0x4
                struct lvsd_nlmsghdr {
                    uint32_t nlmsg_len;
                    uint16_t nlmsg_flags;
                    uint16_t nlmsg_type;
                };
                """);

        List<String> differences = SystemHeaderComparison.differences(wrong, directory);

        assertEquals(5, differences.size(), differences.toString());
        assertTrue(differences.getFirst().contains("LVSD_NLM_F_REQUEST is 2, the system has another value"));
    }

    @Test
    void everyJavaConstantAgreesWithTheHeaders() throws IOException, URISyntaxException, ReflectiveOperationException {
        Declared declared = Declared.of(NativeHeader.all());
        List<Class<?>> classes = abiClasses();
        assertTrue(classes.size() >= 4, classes.toString());
        List<String> problems = new ArrayList<>();
        for (Class<?> type : classes) {
            problems.addAll(declared.problems(type));
        }
        problems.addAll(declared.problems(Errno.class));
        assertEquals(List.of(), problems);
    }

    @Test
    void everyAttributeIsCalledByItsNameInTheHeaders()
            throws IOException, URISyntaxException, ReflectiveOperationException {
        Map<String, Object> declared = Declared.of(NativeHeader.all()).values();
        List<String> problems = new ArrayList<>();
        int checked = 0;
        for (AttributeSet set : attributeSets()) {
            for (int type = 0; type < set.names().size(); type++) {
                String name = set.prefix() + set.names().get(type);
                Object value = declared.get(name);
                if (value != null && !value.equals((long) type)) {
                    problems.add(name + " is named as " + type + ", native-headers has " + value);
                }
                checked += value != null ? 1 : 0;
            }
        }
        assertEquals(List.of(), problems);
        assertTrue(checked > 10, "only " + checked + " names found");
    }

    @Test
    void vrrpHeaderAgreesWithTheCodec() throws IOException {
        Map<String, Object> declared = Declared.of(NativeHeader.all()).values();
        Map<String, Integer> java = Map.of(
                "IPPROTO_VRRP", AdvertCodec.PROTOCOL,
                "VRRP_TTL", AdvertCodec.TIME_TO_LIVE,
                "VRRP_GROUP", AdvertCodec.GROUP.bits(),
                "VRRP_TYPE_ADVERTISEMENT", AdvertCodec.TYPE_ADVERTISEMENT,
                "VRRP_AUTH_NONE", AdvertCodec.AUTHENTICATION_NONE,
                "VRRP_AUTH_PASS", AdvertCodec.AUTHENTICATION_PASSWORD,
                "VRRP_AUTH_BYTES", AdvertCodec.AUTHENTICATION_BYTES,
                "SIZEOF_VRRPHDR", AdvertCodec.HEADER_BYTES);
        java.forEach((name, value) -> assertEquals(Integer.toUnsignedLong(value), declared.get(name), name));
    }

    @Test
    void wrongOrUndeclaredJavaConstantIsFound() throws IOException, ReflectiveOperationException {
        List<String> problems = Declared.of(NativeHeader.all()).problems(WrongAbi.class);

        assertEquals(5, problems.size(), problems.toString());
        assertTrue(problems.contains("WrongAbi.NLM_F_REQUEST is 2, native-headers has 1"), problems.toString());
        assertTrue(problems.contains("WrongAbi.NLM_F_LVSD is not declared in native-headers"), problems.toString());
    }

    /// Every constant of the headers by its Java name.
    ///
    /// @param values a Long or a String each
    record Declared(Map<String, Object> values) {
        static Declared of(List<NativeHeader> headers) {
            Map<String, Object> values = new TreeMap<>();
            for (NativeHeader header : headers) {
                values.putAll(header.constants());
                header.structs().forEach((name, struct) -> {
                    String upper = name.toUpperCase(Locale.ROOT);
                    values.put("SIZEOF_" + upper, (long) struct.size());
                    struct.offsets().forEach((field, offset) -> values.put(
                            "OFFSETOF_" + upper + "_" + field.toUpperCase(Locale.ROOT), (long) offset));
                });
            }
            return new Declared(values);
        }

        List<String> problems(Class<?> type) throws ReflectiveOperationException {
            List<String> problems = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                boolean constant = type != Errno.class || field.getType() == Errno.class;
                if (field.isSynthetic() || !constant) {
                    continue;
                }
                field.setAccessible(true);
                Object value = value(field.get(null));
                Object expected = values.get(field.getName());
                String name = type.getSimpleName() + "." + field.getName();
                if (expected == null) {
                    problems.add(name + " is not declared in native-headers");
                } else if (!expected.equals(value)) {
                    problems.add(name + " is " + value + ", native-headers has " + expected);
                }
            }
            return problems;
        }

        private static Object value(Object constant) {
            return switch (constant) {
                case Integer number -> Integer.toUnsignedLong(number);
                case Errno errno -> (long) errno.number();
                default -> constant;
            };
        }
    }

    private static List<Class<?>> abiClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        return classes("Abi.class");
    }

    private static List<AttributeSet> attributeSets()
            throws IOException, URISyntaxException, ReflectiveOperationException {
        List<AttributeSet> sets = new ArrayList<>();
        for (Class<?> type : classes(".class")) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == AttributeSet.class && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    sets.add((AttributeSet) field.get(null));
                }
            }
        }
        return sets;
    }

    private static List<Class<?>> classes(String suffix)
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(NetlinkAbi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(suffix)).sorted().toList()) {
                String name = root.relativize(file).toString().replace('/', '.');
                String className = name.substring(0, name.length() - ".class".length());
                if (!className.endsWith("-info")) {
                    classes.add(Class.forName(className, false, NetlinkAbi.class.getClassLoader()));
                }
            }
        }
        return classes;
    }
}

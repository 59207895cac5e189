package dev.lvsd;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/// The shape of the program: features with a pure centre and a thin edge. Rules hold for packages that do not
/// exist yet.
@AnalyzeClasses(packages = "dev.lvsd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// Centres that are not records. A name joins when its class is written.
    private static final Set<String> CENTRES = Set.of(
            "AdvertCodec", "AdvertReader", "AnnouncementQueue", "AuthenticationHeader", "Candidacy", "CheckSamples",
            "ConfigurationDecoder", "ConnectionFilter", "ConnectionLine", "ConnectionList", "ConnectionsTable",
            "CountersTable", "DaemonSamples", "DirectorLoops", "DropDecoder", "DropEncoder", "Expressions",
            "FileNumber", "Fitness", "HealthTracker", "HmacTrailer", "IpvsDecoder", "IpvsEncoder", "IpvsadmLine",
            "IpvsadmSave", "KeepalivedReader", "KeepalivedWriter", "KnownMaster", "LogBudget", "Membership",
            "MessageCursor", "MessageWriter", "Messages", "Metric", "NotRunLog", "Others", "Outage", "Outbox",
            "OwnedText", "Plan", "Pool", "PreemptDelay", "ProcessMatch", "ProcessTally", "ReconcilerCore",
            "Recurrences", "RiseFall", "Samples", "SaveConversion", "SaveReader", "SaveTree", "ShownSysctls",
            "StatusBook", "SyncCentre", "SyncGroup", "SysctlCore", "SysctlSamples", "SysctlWarnings", "TableModel",
            "TableSamples", "TimeoutsCentre", "ToldOnce", "TopScreen", "TopView", "TrackSamples", "Transitions",
            "TreeCleaner", "VirtualRouter", "VrrpSamples", "WatchedThings", "WholeDecoder", "WholeTableSamples",
            "YamlLayout", "YamlReader", "YamlWriter",
            "Departures", "OrderBook", "OrderLines", "OrderSamples", "OrdersText", "Standings");

    /// An edge as a whole: what its threads tell each other carries sockets.
    private static final String DRIVER = "dev.lvsd.vrrp.driver..";

    private static final String[] FEATURES = {
        "dev.lvsd.check..", "dev.lvsd.config..", "dev.lvsd.control..", "dev.lvsd.ipvs..", "dev.lvsd.metrics..",
        "dev.lvsd.notify..", "dev.lvsd.pool..", "dev.lvsd.sysctl..", "dev.lvsd.track..", "dev.lvsd.vrrp.."
    };

    @ArchTest
    static final ArchRule JNA_ONLY_IN_LINUX = noClasses()
            .that().resideOutsideOfPackage("dev.lvsd.linux..")
            .should().dependOnClassesThat().resideInAPackage("com.sun.jna..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NETTY_ONLY_AT_THREE_EDGES = noClasses()
            .that().resideOutsideOfPackages("dev.lvsd.check..", "dev.lvsd.control..", "dev.lvsd.metrics..")
            .should().dependOnClassesThat().resideInAPackage("io.netty..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NET_KNOWS_NOBODY = onlyKnows("dev.lvsd.net..");

    @ArchTest
    static final ArchRule LINUX_KNOWS_VALUES = onlyKnows("dev.lvsd.linux..", "dev.lvsd.net..");

    @ArchTest
    static final ArchRule NETLINK_KNOWS_LINUX = onlyKnows("dev.lvsd.netlink..", "dev.lvsd.linux..", "dev.lvsd.net..");

    @ArchTest
    static final ArchRule CONFIG_KNOWS_VALUES = onlyKnows("dev.lvsd.config..", "dev.lvsd.ipvs..", "dev.lvsd.net..");

    @ArchTest
    static final ArchRule POOL_KNOWS_VALUES =
            onlyKnows("dev.lvsd.pool..", "dev.lvsd.check..", "dev.lvsd.config..", "dev.lvsd.ipvs..", "dev.lvsd.net..",
                    "dev.lvsd.orders..");

    @ArchTest
    static final ArchRule ORDERS_KNOW_VALUES = onlyKnows("dev.lvsd.orders..", "dev.lvsd.ipvs..", "dev.lvsd.net..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_DIRECTOR_AND_THE_COMMANDS = noClasses()
            .that().resideInAnyPackage(FEATURES)
            .should().dependOnClassesThat(resideInAPackage("dev.lvsd.cli..").or(resideInAPackage("dev.lvsd")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHERS_EDGES = classes()
            .that().resideInAnyPackage(FEATURES)
            .should(knowNoForeignEdge())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CENTRES_ARE_PURE = noClasses()
            .that(resideInAnyPackage("dev.lvsd.net..", "dev.lvsd.pool..")
                    .or(resideInAnyPackage(FEATURES)
                            .and(not(resideInAPackage(DRIVER)))
                            .and(DescribedPredicate.describe("records", JavaClass::isRecord)))
                    .or(DescribedPredicate.describe("centres", type -> CENTRES.contains(type.getSimpleName()))))
            .should(be(Edges.EDGES.or(Edges.CLOCK_READERS)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_EDGES_READ_CLOCKS = noClasses()
            .that(not(Edges.EDGES)
                    .and(not(resideInAnyPackage("dev.lvsd", "dev.lvsd.cli..", "dev.lvsd.linux..", DRIVER))))
            .should(be(Edges.CLOCK_READERS))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Holder)(\\$.*)?");

    @ArchTest
    static final ArchRule ACCESSORS_ARE_NAMED_FOR_THE_VALUE = methods()
            .that().areDeclaredInClassesThat().resideOutsideOfPackage("dev.lvsd.linux..")
            .and().areNotPrivate()
            .and(DescribedPredicate.describe("not named by a library", method -> !namedByLibrary(method)))
            .should().haveNameNotMatching("[gs]et[A-Z].*")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule STATIC_FIELDS_ARE_CONSTANTS = fields()
            .that().areStatic()
            .should().beFinal()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_SLF4J = noClasses()
            .should().dependOnClassesThat().resideInAPackage("java.util.logging..")
            .orShould().dependOnClassesThat().areAssignableTo(System.Logger.class);

    private static ArchRule onlyKnows(String who, String... others) {
        return noClasses()
                .that().resideInAPackage(who)
                .should().dependOnClassesThat(resideInAPackage("dev.lvsd..")
                        .and(not(resideInAPackage(who)))
                        .and(not(resideInAnyPackage(others))))
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> be(DescribedPredicate<? super JavaClass> predicate) {
        return ArchCondition.from(predicate.forSubtype());
    }

    private static ArchCondition<JavaClass> knowNoForeignEdge() {
        return new ArchCondition<>("know no edge of another feature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    boolean foreign = resideInAnyPackage(FEATURES).test(target)
                            && !feature(target).equals(feature(type));
                    if (foreign && Edges.isEdge(target)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean namedByLibrary(JavaMethod method) {
        return Stream.concat(
                        method.getOwner().getAllRawInterfaces().stream(),
                        method.getOwner().getAllRawSuperclasses().stream())
                .filter(type -> !type.getPackageName().startsWith("dev.lvsd"))
                .anyMatch(type -> type.getMethods().stream().anyMatch(m -> m.getName().equals(method.getName())));
    }

    /// The package under `dev.lvsd`: `check` of `dev.lvsd.check.tcp`.
    private static String feature(JavaClass type) {
        return type.getPackageName().split("\\.", 4)[2];
    }
}

package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.GenericNetlink;
import dev.lvsd.netlink.KernelTransport;
import dev.lvsd.netlink.NetlinkAbi;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkException;
import dev.lvsd.netlink.NoSuchFamilyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The table of the kernel, of the network namespace in which it was opened, over generic netlink.
public final class KernelTable implements TableAccess {
    private static final String NO_IPVS = """
            this kernel has no IPVS: try "modprobe ip_vs" (Debian's and most other kernels have it; inside a \
            container or a virtual machine it is the host that must load it), \
            or start with "--table memory", which forwards nothing""";

    private static final String GONE = """
            this kernel has no IPVS any more: the module ip_vs was taken out; load it again: modprobe ip_vs""";

    private final NetlinkConnection connection;
    private final WholeTable whole;
    private int family;
    private final IpvsVersion version;
    private final TableReader reader;

    /// @param connection to generic netlink; closed with this
    /// @param family the number of the family `IPVS`
    /// @throws IpvsUnavailableException where the kernel does not let us read the table
    KernelTable(NetlinkConnection connection, int family) throws IpvsUnavailableException {
        this.connection = connection;
        this.whole = new KernelWholeTable(connection, () -> this.family);
        this.family = family;
        this.reader = new TableReader(connection);
        this.version = askVersion();
    }

    /// Opens the table of this network namespace. The kernel loads its module by itself where it can.
    ///
    /// @throws IpvsUnavailableException where the kernel has no IPVS, or does not let us use it
    public static KernelTable open() throws IpvsUnavailableException {
        NetlinkConnection connection = null;
        try {
            connection = new NetlinkConnection(KernelTransport.open(NetlinkAbi.NETLINK_GENERIC));
            int family = GenericNetlink.family(connection, IpvsAbi.IPVS_GENL_NAME).id();
            KernelTable table = new KernelTable(connection, family);
            connection = null;
            return table;
        } catch (NoSuchFamilyException e) {
            throw new IpvsUnavailableException(NO_IPVS, e);
        } catch (IOException e) {
            throw new IpvsUnavailableException("cannot ask the kernel for IPVS: " + e.getMessage(), e);
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    /// The kernel's IPVS.
    public IpvsVersion version() {
        return version;
    }

    @Override
    public TableKind kind() {
        return TableKind.KERNEL;
    }

    @Override
    public TableDump dump(Set<VirtualServerKey> wanted) throws TableException {
        try {
            return read(wanted);
        } catch (NoSuchFamilyException e) {
            throw new TableException(GONE, e);
        } catch (IOException e) {
            throw new TableException("cannot read the IPVS table: " + e.getMessage(), e);
        }
    }

    @Override
    public List<StepError> apply(List<Step> steps) throws TableException {
        List<IpvsRequest.Change> requests = new ArrayList<>(steps.size());
        steps.forEach(step -> requests.add(new IpvsRequest.Change(family, step)));
        try {
            return switch (connection.batch(requests)) {
                case BatchOutcome.Complete(var failures) -> {
                    if (failures.size() == steps.size() && isFamilyAnother(failures)) {
                        throw new TableException("the IPVS table was replaced while it was changed: the module ip_vs"
                                + " was taken out of the kernel and loaded again");
                    }
                    List<StepError> errors = errors(steps, failures);
                    reader.changed(steps, errors.stream().map(StepError::step).collect(Collectors.toSet()));
                    yield errors;
                }
                case BatchOutcome.Overrun(int sent, var failures) -> throw new TableException(
                        "answers of the kernel were lost: of " + steps.size() + " steps " + sent
                                + " were sent, at least " + failures.size() + " refused");
            };
        } catch (NoSuchFamilyException e) {
            throw new TableException(GONE, e);
        } catch (IOException e) {
            throw new TableException("cannot change the IPVS table: " + e.getMessage(), e);
        }
    }

    @Override
    public WholeTable whole() {
        return whole;
    }

    @Override
    public void close() {
        connection.close();
    }

    private TableDump read(Set<VirtualServerKey> wanted) throws IOException {
        try {
            return reader.read(family, wanted);
        } catch (NetlinkException e) {
            if (!e.errno().equals(Errno.ENOENT)) {
                throw e;
            }
            // The module was taken out, and the family's number with it; looking it up loads the module again.
            family = GenericNetlink.family(connection, IpvsAbi.IPVS_GENL_NAME).id();
            return reader.read(family, wanted);
        }
    }

    /// A family that is no more answers every request with ENOENT, as IPVS itself does for other reasons.
    private boolean isFamilyAnother(List<BatchOutcome.Failure> failures) throws IOException {
        boolean suspect = !failures.isEmpty()
                && failures.stream().allMatch(failure -> failure.error().errno().equals(Errno.ENOENT));
        int before = family;
        if (suspect) {
            family = GenericNetlink.family(connection, IpvsAbi.IPVS_GENL_NAME).id();
        }
        return family != before;
    }

    private static List<StepError> errors(List<Step> steps, List<BatchOutcome.Failure> failures) {
        List<StepError> errors = new ArrayList<>(failures.size());
        for (BatchOutcome.Failure failure : failures) {
            Step step = steps.get(failure.index());
            errors.add(new StepError(step, StepFailures.of(step, failure.error())));
        }
        return errors;
    }

    private IpvsVersion askVersion() throws IpvsUnavailableException {
        try {
            List<IpvsVersion> versions = connection.query(new IpvsRequest.Version(family), IpvsDecoder::version);
            return versions.isEmpty() ? new IpvsVersion(0, 0, 0, 0) : versions.getFirst();
        } catch (NetlinkException e) {
            throw new IpvsUnavailableException("the kernel does not let lvsd use IPVS: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IpvsUnavailableException("IPVS does not answer: " + e.getMessage(), e);
        }
    }
}

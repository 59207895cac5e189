package dev.lvsd.ipvs;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A table as `ipvsadm -S -n` writes it and `ipvsadm -R` reads it, and with the thresholds that `ipvsadm -S` leaves
/// out. The forwarding methods local and bypass, for which ipvsadm has no option, are written as `-g`, as it does.
public final class IpvsadmSave {
    private static final String COMMAND = "ipvsadm ";

    private IpvsadmSave() {}

    /// The commands that make the table, one in a line.
    public static List<String> lines(IpvsTable table) {
        return Plan.between(IpvsTable.EMPTY, table, Set.of()).steps().stream()
                .map(step -> step.toString().substring(COMMAND.length()))
                .toList();
    }

    /// The text of these commands.
    public static String text(IpvsTable table) {
        return lines(table).stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}

package dev.lvsd.sysctl;

import dev.lvsd.config.SysctlName;
import dev.lvsd.config.SysctlSettings;
import dev.lvsd.config.SysctlWish;
import dev.lvsd.sysctl.SysctlStep.Why;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which sysctls are to be written, and remembers what they had before. What somebody else has set meanwhile
/// is not overwritten when a wish ends.
///
/// A round: the edge reads [#names], [#decide] tells the steps, the edge writes the list of [#owned] and then the
/// steps, and tells the outcome of each by [#written].
final class SysctlCore {
    private SysctlSettings wishes = SysctlSettings.NONE;
    private OwnedSysctls owned;
    private final Set<SysctlName> settled = new HashSet<>();
    /// What the kernel made of a wish that it took and did not follow: writing it again would change nothing.
    private final Map<SysctlName, String> made = new HashMap<>();
    private final Map<SysctlName, String> problems = new HashMap<>();
    private final Set<SysctlName> driftTold = new HashSet<>();
    private long putBack;

    /// @param left what an earlier run has changed
    SysctlCore(OwnedSysctls left) {
        owned = left;
    }

    /// From now on these are wanted.
    void want(SysctlSettings next) {
        for (SysctlWish old : wishes.wishes()) {
            if (!old.equals(next.of(old.name()))) {
                settled.remove(old.name());
                made.remove(old.name());
                problems.remove(old.name());
            }
        }
        driftTold.clear();
        wishes = next;
    }

    /// Those to be read.
    Set<SysctlName> names() {
        Set<SysctlName> names = new LinkedHashSet<>(owned.changes().keySet());
        wishes.wishes().forEach(wish -> names.add(wish.name()));
        return names;
    }

    /// What was changed, as the list is to have it before the steps are done.
    OwnedSysctls owned() {
        return owned;
    }

    /// What is wanted.
    SysctlSettings wishes() {
        return wishes;
    }

    /// What is wrong with wishes, by name.
    Map<SysctlName, String> problems() {
        return Map.copyOf(problems);
    }

    /// Values that somebody else changed and lvsd wrote again.
    long putBack() {
        return putBack;
    }

    /// What to write, in this order.
    ///
    /// @param told gets a line for each problem that is new
    List<SysctlStep> decide(Map<SysctlName, SysctlReading> readings, List<String> told) {
        List<SysctlStep> steps = new ArrayList<>(restored(readings));
        wishes.wishes().stream().sorted(Comparator.comparingInt(wish -> rank(wish.name()))).forEach(wish -> {
            SysctlStep step = step(wish, readings.getOrDefault(wish.name(), new SysctlReading.Missing()), told);
            if (step != null) {
                steps.add(step);
            }
        });
        return steps;
    }

    /// `ip_forward` sets others of all interfaces, and some of `all` set those of each.
    private static int rank(SysctlName name) {
        return switch (name.last()) {
            case "ip_forward" -> 0;
            case "forwarding" -> name.group().endsWith(".all") ? 1 : 3;
            case String _ -> name.group().endsWith(".all") || name.group().endsWith(".default") ? 2 : 3;
        };
    }

    /// The last changed comes back first. What has another value than ours, or is gone, is nobody's of ours any more.
    private List<SysctlStep> restored(Map<SysctlName, SysctlReading> readings) {
        List<SysctlStep> steps = new ArrayList<>();
        Set<SysctlName> others = new HashSet<>();
        owned.changes().forEach((name, change) -> {
            if (wishes.of(name) != null) {
                return;
            }
            if (new SysctlReading.Value(change.ours()).equals(readings.get(name))) {
                steps.add(new SysctlStep(name, change.before(), change.ours(), Why.RESTORE));
            } else {
                others.add(name);
            }
        });
        owned = owned.without(others);
        Collections.reverse(steps);
        return steps;
    }

    private @Nullable SysctlStep step(SysctlWish wish, SysctlReading reading, List<String> told) {
        return switch (reading) {
            case SysctlReading.Missing() -> {
                settled.remove(wish.name());
                problem(wish, missing(wish.name()), told);
                yield null;
            }
            case SysctlReading.Unreadable(String reason) -> {
                problem(wish, "cannot be read: " + reason, told);
                yield null;
            }
            case SysctlReading.Value(String now) when now.equals(wish.value()) -> {
                settled.add(wish.name());
                problems.remove(wish.name());
                yield null;
            }
            case SysctlReading.Value(String now) when now.equals(made.get(wish.name())) -> null;
            case SysctlReading.Value(String now) -> differing(wish, now);
        };
    }

    private SysctlStep differing(SysctlWish wish, String now) {
        OwnedSysctls.Change change = owned.changes().get(wish.name());
        if (settled.contains(wish.name())) {
            return new SysctlStep(wish.name(), wish.value(), now, Why.PUT_BACK);
        }
        String before = change != null && change.ours().equals(now) ? change.before() : now;
        owned = owned.with(wish.name(), new OwnedSysctls.Change(wish.value(), before));
        return new SysctlStep(wish.name(), wish.value(), now, Why.SET);
    }

    private static String missing(SysctlName name) {
        String why = name.text().startsWith(SysctlName.IPVS) ? "ip_vs is not loaded, or this kernel's has none"
                : "no such interface, a module that is not loaded, or a kernel that has none";
        return "is not there (" + why + "); it is set when it comes";
    }

    private void problem(SysctlWish wish, String text, List<String> told) {
        if (!text.equals(problems.put(wish.name(), text))) {
            told.add(wish.origin() + ": " + wish.name() + " " + text);
        }
    }

    /// What came of a step.
    ///
    /// @param refusal what the kernel says against it, null for nothing
    /// @param after what it has now
    /// @param told gets a line where that is a problem that is new
    void written(SysctlStep step, @Nullable String refusal, SysctlReading after, List<String> told) {
        SysctlWish wish = wishes.of(step.name());
        if (wish == null) {
            if (refusal == null) {
                owned = owned.without(Set.of(step.name()));
            } else if (!refusal.equals(problems.put(step.name(), refusal))) {
                told.add(step.name() + " cannot be set back to " + step.value() + ": " + refusal);
            }
        } else if (refusal != null) {
            problem(wish, "cannot be set to " + step.value() + ": " + refusal, told);
        } else if (after instanceof SysctlReading.Value(String now) && !now.equals(step.value())) {
            problem(wish, "was set to " + step.value() + ", and the kernel made " + now + " of it", told);
            made.put(wish.name(), now);
            OwnedSysctls.Change change = owned.changes().get(wish.name());
            if (change != null) {
                owned = owned.with(wish.name(), new OwnedSysctls.Change(now, change.before()));
            }
        } else {
            settled.add(wish.name());
            problems.remove(wish.name());
            putBack += step.why() == Why.PUT_BACK ? 1 : 0;
        }
    }

    /// Whether the log has not yet told that this sysctl was changed by somebody else since the last reload.
    boolean isNewsOfDrift(SysctlStep step) {
        return step.why() == Why.PUT_BACK && driftTold.add(step.name());
    }
}

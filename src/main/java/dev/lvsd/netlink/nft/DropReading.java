package dev.lvsd.netlink.nft;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table as the kernel has it.
///
/// @param works whether it is one of ours and not switched off
/// @param chains its chains that we know
/// @param rules handles of the rules of those chains, in their order
/// @param drops the addresses in its sets
public record DropReading(boolean works, List<Chain> chains, List<Long> rules, Set<Drop> drops) {
    /// Copies the collections.
    public DropReading {
        chains = List.copyOf(chains);
        rules = List.copyOf(rules);
        drops = Set.copyOf(drops);
    }

    /// A chain.
    ///
    /// @param name in the table
    /// @param handle never given twice
    /// @param hook where it stands, `NF_INET_…`; -1 for nowhere
    /// @param priority among other chains there
    public record Chain(String name, long handle, int hook, int priority) {}

    /// Whether it is what [DropEncoder] makes, as far as can be seen.
    public boolean isWhole(DropTable table, Collection<Drop> wanted) {
        Map<String, Integer> hooks = new HashMap<>();
        chains.stream().filter(chain -> chain.priority == table.priority())
                .forEach(chain -> hooks.put(chain.name, chain.hook));
        Map<String, Integer> expected = new HashMap<>();
        for (DropChain chain : DropChain.values()) {
            expected.put(chain.title(), chain.hook());
        }
        return works
                && hooks.equals(expected)
                && rules.size() == expected.size() * DropEncoder.RULES
                && drops.equals(Set.copyOf(wanted));
    }

    /// Whether chains and rules are those of an earlier reading: what was made anew has other handles.
    public boolean isSameAs(DropReading earlier) {
        return chains.equals(earlier.chains) && rules.equals(earlier.rules);
    }
}

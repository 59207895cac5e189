package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connections of the kernel's list: the answer of `GET /v1/connections`.
///
/// @param at when the reading began
/// @param virtualServer the virtual server asked for, null for any
/// @param complete whether the whole list was read
/// @param read connections and templates that were read
/// @param matched those of them that were asked for
/// @param malformed lines of the list that lvsd does not understand
/// @param took how long the reading took
/// @param connections the first of those that match, in the kernel's order; none where they are counted
/// @param groups where they are counted by something: the greatest groups
/// @param groupCount how many groups there are
/// @param ungrouped connections of groups beyond what is counted
/// @param notes what else there is to say, a sentence each
public record ConnectionsSnapshot(
        Instant at,
        @Nullable String virtualServer,
        boolean complete,
        long read,
        long matched,
        long malformed,
        @JsonProperty("took_seconds") Duration took,
        List<One> connections,
        List<Group> groups,
        int groupCount,
        long ungrouped,
        List<String> notes) {
    /// Copies the lists.
    public ConnectionsSnapshot {
        connections = List.copyOf(connections);
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /// A connection, or a persistence template: what binds the next connections of a client to a real server.
    ///
    /// @param protocol the kernel's word: `TCP`, or `IP` in a template of a firewall mark
    /// @param expiresSeconds when the kernel forgets it unless a packet comes
    /// @param state the kernel's word
    /// @param template whether it is a persistence template
    /// @param client address and port of the client; in a template its network, with port 0
    /// @param virtual what the client sees; in a template of a firewall mark the mark as an address
    /// @param destination the real server
    /// @param engine name of the persistence engine, null for none
    /// @param engineData what it goes by, null for nothing
    public record One(
            String protocol,
            long expiresSeconds,
            String state,
            boolean template,
            String client,
            String virtual,
            String destination,
            @JsonProperty("pe_name") @Nullable String engine,
            @JsonProperty("pe_data") @Nullable String engineData) {}

    /// Connections that have something in common.
    ///
    /// @param of the client's address, the real server, or the state
    /// @param connections how many
    public record Group(String of, long connections) {}
}

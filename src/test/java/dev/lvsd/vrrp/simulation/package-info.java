/// Virtual routers proved by simulation: two to seven nodes with one to three virtual routers each, on a network
/// that loses, repeats, delays, reorders and damages packets, with everything that happens to a node and to its
/// configuration: sync groups, tracked things and delays among it.
/// {@link dev.lvsd.vrrp.simulation.Rule} says what must hold after every event, and why;
/// {@link dev.lvsd.vrrp.simulation.Mutation} breaks the engine on purpose.
///
/// | class | role |
/// |---|---|
/// | `Simulation` | the event loop of one seed: all there is to know follows from the seed |
/// | `Disturbances` | what is done to the nodes and the network, and when |
/// | `Cast` | configurations, and what a reload makes of them |
/// | `Wire`, `Weather` | packets under way, and what becomes of them |
/// | `Node` | a host: kernel addresses, socket, restart page, and a process that runs, is stopped or is gone |
/// | `Router` | one virtual router of a process: the reader, the engine, and a driver that performs its actions |
/// | `SyncGroups` | the sync groups of a process, and the rule that they keep |
/// | `Patience`, `LocalRules`, `NetworkRules` | the rules for a backup's timer, a node, all nodes together |
///
/// Times are nanoseconds since the start of the simulation. Each process has a monotonic clock of its own, which
/// begins near 0 when it starts, and a wall clock that steps; the boot clock is the simulation's.
@NullMarked
package dev.lvsd.vrrp.simulation;

import org.jspecify.annotations.NullMarked;

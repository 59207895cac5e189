/// Health of real servers. The centre, [HealthTracker], turns results of checks into up and down and says
/// when the next check is due; the edge, [CheckScheduler], runs the checks on Netty's epoll loops. Each kind
/// of checker has a sub-package with one [Probe].
///
/// A check that this host could not even begin (no file descriptor, no local port) says nothing about the
/// real server and changes nothing about it: [CheckResult.NotRun].
@NullMarked
package dev.lvsd.check;

import org.jspecify.annotations.NullMarked;

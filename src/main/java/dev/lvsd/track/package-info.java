/// What virtual routers track: scripts, processes and files, and what comes of it together with interfaces.
///
/// Centre: [dev.lvsd.track.EffectivePriority] makes a priority or a fault of the states of all tracked things,
/// [dev.lvsd.track.RiseFall] the state of a script of its results, [dev.lvsd.track.ProcessTally] that of a process of
/// its number, [dev.lvsd.track.FileNumber] the number of a file's text. Edge: [dev.lvsd.track.TrackWatcher] with the
/// thread "track", which owns the states; scripts run and files are read on virtual threads.
@NullMarked
package dev.lvsd.track;

import org.jspecify.annotations.NullMarked;

/// Log lines as the journal takes them: each with its priority in front (sd-daemon(3)), behind a queue, so that nobody
/// waits for the journal.
@NullMarked
package dev.lvsd.journal;

import org.jspecify.annotations.NullMarked;

/// Running other people's programs: as which user, whether safely, with a time that ends them and all that they
/// started. For tracking and for notifications.
///
/// [dev.lvsd.script.Preparation] decides what is run and as whom, [dev.lvsd.script.ScriptRunner] runs it.
@NullMarked
package dev.lvsd.script;

import org.jspecify.annotations.NullMarked;

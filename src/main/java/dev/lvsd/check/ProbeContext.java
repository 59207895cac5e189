package dev.lvsd.check;

import io.netty.channel.IoEventLoop;

/// One running check, as its probe sees it. All calls are made on [#loop()]. The first verdict counts and
/// runs what was given to [#onEnd]; the time limit is a verdict too. Verdicts after the first are ignored.
public interface ProbeContext {
    /// The loop on which this check runs.
    IoEventLoop loop();

    /// What closes the probe's sockets: runs once when the check has ended, for whatever reason. At once
    /// where it has ended already. A later call replaces the earlier one's.
    void onEnd(Runnable release);

    /// The real server answered as it should.
    void passed();

    /// The real server did not.
    ///
    /// @param reason what happened, in an operator's words
    void failed(String reason);

    /// This host could not run the check.
    ///
    /// @param reason what is lacking and what to do
    void notRun(String reason);
}

package dev.lvsd.linux;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;

/// Signals from outside (signal(7)), in place of what the JVM does with them.
///
/// `sun.misc.Signal` is the JDK's only way to them; it is called by name because javac's warning about it
/// can be silenced neither by annotation nor by option, and warnings fail the build.
public final class Signals {
    private Signals() {}

    /// The signals that a daemon is spoken to with.
    public enum Kind {
        /// From `kill` and systemd: stop.
        TERM,
        /// From the keyboard: stop.
        INT,
        /// From `kill -HUP` and `systemctl reload`: read the configuration again.
        HUP,
        /// From a restart by systemd (`RestartKillSignal`): end, and leave everything to the next process. The JVM
        /// has no use for it, as it has for SIGUSR2.
        USR1
    }

    /// Has an action run on a thread of its own whenever a signal comes, from now on.
    ///
    /// @throws IllegalStateException where this JVM keeps no handlers (`-Xrs`, or no `jdk.unsupported`)
    public static void handle(Kind kind, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.dropArguments(
                    MethodHandles.lookup().unreflect(Runnable.class.getMethod("run")).bindTo(action), 0, signal);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(kind.name()),
                            MethodHandleProxies.asInterfaceInstance(handler, run));
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new IllegalStateException("can't handle SIG" + kind + " in this JVM: " + cause, e);
        }
    }
}

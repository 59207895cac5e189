/// Linux as lvsd uses it: system calls, sockets that Java has not, the lock of one daemon per network
/// namespace, signals. The only package that knows JNA. Nothing here decides anything: a call either
/// does what its name says or throws a [dev.lvsd.linux.LinuxException] in the kernel's own words.
@NullMarked
package dev.lvsd.linux;

import org.jspecify.annotations.NullMarked;

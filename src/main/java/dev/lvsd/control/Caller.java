package dev.lvsd.control;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who stands behind the control socket.
///
/// @param name of the user, `uid 1005` where it has none
/// @param superuser whether it is uid 0
public record Caller(String name, boolean superuser) {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@$-]{0,63}");

    /// The name for log and status. Of a superuser also who it says that it acts for (`SUDO_USER`), which the kernel
    /// does not know: `root (sudo: alice)`.
    ///
    /// @param claimed null for none
    String as(@Nullable String claimed) {
        return superuser && claimed != null && USER.matcher(claimed).matches() && !claimed.equals(name)
                ? name + " (sudo: " + claimed + ")" : name;
    }
}

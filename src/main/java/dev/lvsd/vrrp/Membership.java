package dev.lvsd.vrrp;

import org.jspecify.annotations.Nullable;

/// What a virtual router knows of its sync group. Confined to one thread.
final class Membership {
    private boolean member;
    private boolean willing;
    private @Nullable String fault;

    /// Takes what the group says.
    void take(Input.Grouped input) {
        switch (input) {
            case Input.GroupFault(String reason) -> fault = reason;
            case Input.Group said -> {
                switch (said) {
                    case JOIN -> member = true;
                    case LEAVE -> {
                        member = false;
                        fault = null;
                    }
                    case ELECTED, YIELD -> {}
                }
            }
        }
    }

    /// Whether it is in a group.
    boolean isMember() {
        return member;
    }

    /// Why its group is in a fault, null where it is not.
    @Nullable String fault() {
        return fault;
    }

    /// Whether it would take over.
    boolean isWilling() {
        return willing;
    }

    /// Would it take over, or not?
    void willing(boolean now) {
        willing = now;
    }

    /// How it stands, by what the virtual router knows of itself.
    ///
    /// @param fit whether it could run by itself
    /// @param resumes whether its addresses are there from an earlier run
    /// @param follows whether it knows a master that has not left
    SyncGroup.Standing standing(RouterState state, boolean fit, boolean resumes, boolean follows) {
        return switch (state) {
            case INITIALIZE -> SyncGroup.Standing.ABSENT;
            case FAULT -> fit ? SyncGroup.Standing.HELD : SyncGroup.Standing.FAULT;
            case BACKUP -> willing
                    ? (resumes ? SyncGroup.Standing.WILLING_RESUMED : SyncGroup.Standing.WILLING)
                    : waiting(resumes, follows);
            case MASTER -> SyncGroup.Standing.MASTER;
        };
    }

    private static SyncGroup.Standing waiting(boolean resumes, boolean follows) {
        if (resumes) {
            return SyncGroup.Standing.RESUMED;
        }
        return follows ? SyncGroup.Standing.FOLLOWING : SyncGroup.Standing.BACKUP;
    }
}

package dev.lvsd.ipvs.whole;

/// Who knows which virtual routers are master here. For any thread; waits for none.
@FunctionalInterface
public interface Mastership {
    /// How a virtual router stands here.
    enum Standing {
        /// It is master.
        MASTER,
        /// Another node is, or nobody.
        NOT_MASTER,
        /// It has not begun, has ended, or there is none of this name.
        UNKNOWN
    }

    /// How a virtual router stands here now.
    ///
    /// @param instance its name
    Standing of(String instance);
}

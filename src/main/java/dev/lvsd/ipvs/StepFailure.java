package dev.lvsd.ipvs;

/// Why the table refused one step. Its text stands after the step: `… : no such virtual server`.
public sealed interface StepFailure {

    /// The entry to add is there already (EEXIST).
    record AlreadyExists() implements StepFailure {
        @Override
        public String toString() {
            return "it exists already";
        }
    }

    /// The virtual server is not in the table (ESRCH).
    record NoSuchVirtualServer() implements StepFailure {
        @Override
        public String toString() {
            return "no such virtual server in the table";
        }
    }

    /// The virtual server is there, the real server is not (ENOENT).
    record NoSuchRealServer() implements StepFailure {
        @Override
        public String toString() {
            return "no such real server in the table";
        }
    }

    /// The kernel has neither the scheduler or persistence engine nor a module with it (ENOENT).
    ///
    /// @param module name of the missing module, or of two of which one is missing
    record NoSuchModule(String module) implements StepFailure {
        @Override
        public String toString() {
            return "the kernel has no module " + module + " (try: modprobe " + module + ")";
        }
    }

    /// Any other refusal.
    ///
    /// @param errno the kernel's error number
    /// @param text name and meaning, with the kernel's own message where it sent one
    record Refused(int errno, String text) implements StepFailure {
        @Override
        public String toString() {
            return text;
        }
    }
}

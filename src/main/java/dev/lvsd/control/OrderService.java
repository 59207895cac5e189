package dev.lvsd.control;

/// Takes what operators order beside the configuration, on behalf of the control socket.
public interface OrderService {
    /// Refuses everything: for a socket that only shows.
    OrderService NONE = (_, _, _) -> OrderReport.refused("this lvsd takes no orders");

    /// Takes an order. Waits until the kernel has answered; called on a thread that may.
    ///
    /// @param verb what to do
    /// @param words to whom and how
    /// @param caller who says so
    /// @throws FormException where the words do not say what shall be done
    OrderReport take(Verb verb, Form words, Caller caller) throws FormException;
}

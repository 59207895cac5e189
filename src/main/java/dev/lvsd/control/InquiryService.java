package dev.lvsd.control;

/// Answers what is asked about the table itself, on behalf of the control socket. Both methods wait for the answer.
public interface InquiryService {
    /// Has no answers: for a socket that only shows.
    InquiryService NONE = new InquiryService() {
        @Override
        public PlanSnapshot diff(boolean reload) throws InquiryException {
            throw new InquiryException("this lvsd has no table");
        }

        @Override
        public SaveSnapshot save(boolean all) throws InquiryException {
            throw new InquiryException("this lvsd has no table");
        }
    };

    /// What would be done to the table.
    ///
    /// @param reload behind a reload of the configuration, rather than now
    /// @throws InquiryException where that is not known
    PlanSnapshot diff(boolean reload) throws InquiryException;

    /// The table as it is.
    ///
    /// @param all whether with the virtual servers of others
    /// @throws InquiryException where it cannot be read
    SaveSnapshot save(boolean all) throws InquiryException;
}

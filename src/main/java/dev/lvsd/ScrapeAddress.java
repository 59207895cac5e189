package dev.lvsd;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where metrics are to be scraped, as the option and the configuration write it: `ADDRESS:PORT` or `none`.
///
/// @param endpoint where to listen; null for nowhere
record ScrapeAddress(@Nullable Endpoint endpoint) {
    /// Where neither the option nor the configuration says anything.
    static final ScrapeAddress DEFAULT = new ScrapeAddress(new Endpoint(new IpAddress.V4(0x7f000001), 9166));

    private static final ScrapeAddress NONE = new ScrapeAddress(null);

    /// Reads the text; null where it is no such address.
    static @Nullable ScrapeAddress parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        Endpoint endpoint = Endpoint.parse(text);
        return endpoint == null ? null : new ScrapeAddress(endpoint);
    }

    /// The address that counts: the option's, else the configuration's, else the default.
    static ScrapeAddress of(@Nullable ScrapeAddress option, @Nullable String configured) {
        ScrapeAddress fromFile = configured == null ? null : parse(configured);
        return option != null ? option : fromFile != null ? fromFile : DEFAULT;
    }

    /// For the option of the command line.
    static final class Converter implements ITypeConverter<ScrapeAddress> {
        @Override
        public ScrapeAddress convert(String text) {
            ScrapeAddress address = parse(text);
            if (address == null) {
                throw new TypeConversionException(
                        "\"" + text + "\" is not ADDRESS:PORT (127.0.0.1:9166, [::1]:9166) or none");
            }
            return address;
        }
    }
}

package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.silent;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.BFD_CHECK;
import static dev.lvsd.config.keyword.Place.DNS_CHECK;
import static dev.lvsd.config.keyword.Place.FILE_CHECK;
import static dev.lvsd.config.keyword.Place.HTTP_GET;
import static dev.lvsd.config.keyword.Place.MISC_CHECK;
import static dev.lvsd.config.keyword.Place.PING_CHECK;
import static dev.lvsd.config.keyword.Place.REAL_SERVER;
import static dev.lvsd.config.keyword.Place.SMTP_CHECK;
import static dev.lvsd.config.keyword.Place.SMTP_HOST;
import static dev.lvsd.config.keyword.Place.SSL_GET;
import static dev.lvsd.config.keyword.Place.TCP_CHECK;
import static dev.lvsd.config.keyword.Place.UDP_CHECK;
import static dev.lvsd.config.keyword.Place.URL;
import static dev.lvsd.config.keyword.Shapes.ADDRESS;
import static dev.lvsd.config.keyword.Shapes.FLAG;
import static dev.lvsd.config.keyword.Shapes.SECRET;
import static dev.lvsd.config.keyword.Shapes.SWITCH;
import static dev.lvsd.config.keyword.Shapes.WORD;
import static dev.lvsd.config.keyword.Shapes.WORDS;
import static dev.lvsd.config.keyword.Shapes.block;
import static dev.lvsd.config.keyword.Shapes.choice;
import static dev.lvsd.config.keyword.Shapes.seconds;
import static dev.lvsd.config.keyword.Shapes.whole;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The checkers of a real server.
final class CheckKeywords {
    private static final Shape TIME = seconds("0", "4294");
    private static final Shape POSITIVE_TIME = seconds("0.000001", "4294");
    private static final Set<Place> HTTP = EnumSet.of(HTTP_GET, SSL_GET);
    /// Checkers that connect somewhere.
    private static final Set<Place> CONNECTING =
            EnumSet.of(TCP_CHECK, HTTP_GET, SSL_GET, SMTP_CHECK, SMTP_HOST, DNS_CHECK, UDP_CHECK, PING_CHECK);
    /// Checkers that are tried again.
    private static final Set<Place> RETRYING =
            EnumSet.of(TCP_CHECK, HTTP_GET, SSL_GET, SMTP_CHECK, DNS_CHECK, UDP_CHECK, PING_CHECK, MISC_CHECK);
    private static final Set<Place> RETRYING_SOON =
            EnumSet.of(TCP_CHECK, SMTP_CHECK, DNS_CHECK, UDP_CHECK, PING_CHECK, MISC_CHECK);

    static final List<Keyword> ROWS = List.of(
            works(REAL_SERVER, "TCP_CHECK", block(TCP_CHECK), "", "up when a connection is accepted"),
            works(CONNECTING, "connect_ip", ADDRESS, "", "address to check; by default the real server's"),
            works(CONNECTING, "connect_port", whole(1, 65535), "", "port to check; by default the real server's"),
            works(CONNECTING, "connect_timeout", POSITIVE_TIME, "5", "for each step of a check"),
            works(RETRYING, "retry", whole(0, 4294967295L), "1", "further attempts before it counts as down"),
            works(RETRYING_SOON, "delay_before_retry", TIME, "1", "before each of them"),
            works(HTTP, "delay_before_retry", TIME, "3", "before each of them"),
            works(RETRYING, "warmup", TIME, "", "time in which checks start at random"),
            works(RETRYING, "delay_loop", POSITIVE_TIME, "", "from the end of a check to the next"),
            later(CONNECTING, "bindto", ADDRESS, "", "address to check from"),
            later(CONNECTING, "bind_port", whole(1, 65535), "", "port to check from"),
            later(CONNECTING, "bind_if", WORD, "", "interface to check through"),
            later(CONNECTING, "fwmark", whole(0, 4294967295L), "0", "mark of the packets of a check"),
            works(RETRYING, "alpha", SWITCH, "off", "down until the first check succeeded"),
            later(RETRYING, "log_all_failures", SWITCH, "off", "log every failed check"),
            works(REAL_SERVER, "HTTP_GET", block(HTTP_GET), "", "up when pages are as expected"),
            later(REAL_SERVER, "SSL_GET", block(SSL_GET), "", "up when pages over TLS are as expected"),
            works(HTTP, "http_protocol", choice("1.0", "1.0C", "1.0c", "1.1"), "1.0", "version of HTTP"),
            works(EnumSet.of(HTTP_GET, SSL_GET, URL), "virtualhost", WORD, "", "Host of the request"),
            silent(HTTP_GET, "fast_recovery", SWITCH, "there is never a pause between the pages"),
            later(SSL_GET, "fast_recovery", SWITCH, "off", "no pause between the pages while it is down"),
            later(HTTP, "enable_sni", FLAG, "", "server name in the TLS handshake"),
            later(HTTP, "sni_name", WORD, "", "that server name"),
            later(EnumSet.of(HTTP_GET, SSL_GET, URL), "tls_compliant", SWITCH, "off", "close_notify is expected"),
            works(HTTP, "url", block(URL), "", "a page"),
            works(URL, "path", WORD, "", "path of the page"),
            works(URL, "status_code", WORDS, "200-299", "status codes that succeed"),
            works(URL, "digest", WORD, "", "MD5 of the page"),
            later(URL, "regex", WORDS, "", "expression that the page matches"),
            later(URL, "regex_no_match", FLAG, "", "the page must not match"),
            later(URL, "regex_options", WORDS, "", "options of the expression"),
            later(URL, "regex_min_offset", whole(0, 1L << 40), "0", "where a match may begin"),
            later(URL, "regex_max_offset", whole(0, 1L << 40), "0", "where a match must end"),
            later(URL, "regex_stack", WORDS, "", "memory for matching"),
            later(REAL_SERVER, "SMTP_CHECK", block(SMTP_CHECK), "", "up when a mail server answers"),
            later(SMTP_CHECK, "helo_name", WORD, "", "name said to the mail server"),
            later(SMTP_CHECK, "host", block(SMTP_HOST), "", "a further address to check"),
            later(REAL_SERVER, "DNS_CHECK", block(DNS_CHECK), "", "up when a name server answers"),
            later(DNS_CHECK, "type", WORD, "SOA", "type of the question"),
            later(DNS_CHECK, "name", WORD, ".", "name of the question"),
            later(REAL_SERVER, "MISC_CHECK", block(MISC_CHECK), "", "up when a script succeeds"),
            later(MISC_CHECK, "misc_path", WORDS, "", "the command"),
            later(MISC_CHECK, "misc_timeout", TIME, "", "how long a run may take"),
            later(MISC_CHECK, "misc_dynamic", FLAG, "", "the exit status is the weight"),
            later(MISC_CHECK, "user", WORDS, "", "user and group that run it"),
            later(REAL_SERVER, "UDP_CHECK", block(UDP_CHECK), "", "up unless a datagram is refused"),
            later(UDP_CHECK, "payload", WORDS, "", "bytes to send"),
            later(UDP_CHECK, "require_reply", WORDS, "", "bytes to expect"),
            later(UDP_CHECK, "min_reply_length", whole(0, 65535), "0", "bytes of the answer, at least"),
            later(UDP_CHECK, "max_reply_length", whole(0, 65535), "255", "bytes of the answer, at most"),
            later(REAL_SERVER, "PING_CHECK", block(PING_CHECK), "", "up when it answers an echo request"),
            later(REAL_SERVER, "FILE_CHECK", block(FILE_CHECK), "", "weight from a tracked file"),
            later(FILE_CHECK, "track_file", WORD, "", "name of the tracked file"),
            later(FILE_CHECK, "weight", WORDS, "1", "what its number is multiplied by"),
            later(REAL_SERVER, "BFD_CHECK", block(BFD_CHECK), "", "up while a BFD session is"),
            later(BFD_CHECK, "name", WORD, "", "name of the BFD session"),
            later(BFD_CHECK, "alpha", SWITCH, "off", "down until the session is up"),
            later(Place.SSL, "password", SECRET, "", "password of the key"),
            later(Place.SSL, "ca", WORD, "", "file of authorities"),
            later(Place.SSL, "certificate", WORD, "", "file of the certificate"),
            later(Place.SSL, "key", WORD, "", "file of the key"));

    private CheckKeywords() {}
}

package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// One `url` block of an `HTTP_GET`: all its conditions have to hold.
///
/// @param path what is asked for, without blanks and control characters
/// @param host the Host header: `virtualhost` of the page, the checker, the real server or the virtual server, as it
///     is written there; otherwise address and port of what is checked. Without blanks and control characters
/// @param status codes that succeed
/// @param digest MD5 of the body in 32 lower-case hexadecimal digits, null for any body
public record HttpPage(String path, String host, StatusCodes status, @Nullable String digest) {}

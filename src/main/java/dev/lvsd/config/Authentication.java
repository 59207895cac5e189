package dev.lvsd.config;

import java.time.Duration;
import java.util.List;

/// How adverts prove that they come from one who knows a secret. No secret shows in a text.
public sealed interface Authentication {

    /// Not at all.
    record None() implements Authentication {}

    /// `auth_type PASS`: a password in clear in every advert of version 2 (RFC 2338, 5.3.6). It keeps out a mistake,
    /// not an attacker.
    ///
    /// @param password `auth_pass`
    record Pass(Password password) implements Authentication {}

    /// `auth_type AH`: an IP authentication header with HMAC-MD5-96 before every advert of version 2 (RFC 2402,
    /// RFC 2403), as keepalived does it.
    ///
    /// @param password `auth_pass`, the key
    record AuthenticationHeader(Password password) implements Authentication {}

    /// `auth_hmac`: a trailer with HMAC-SHA-256 behind every advert of either version, as keepalived 2.4.1 and later
    /// have it (draft-cassen-vrrp-auth-hmac).
    ///
    /// @param keys `key`, at least one; an advert names its key by number
    /// @param activeKey `active_key`, number of the key to sign with; one of them
    /// @param antiReplay `anti_replay`
    /// @param timeWindow `time_window`, how far clocks may differ, in whole seconds
    /// @param mode `mode`
    record Hmac(List<HmacKey> keys, int activeKey, AntiReplay antiReplay, Duration timeWindow, Mode mode)
            implements Authentication {
        /// Copies the list.
        ///
        /// @throws IllegalArgumentException where no key has the active number
        public Hmac {
            keys = List.copyOf(keys);
            int active = activeKey;
            if (keys.stream().noneMatch(key -> key.number() == active)) {
                throw new IllegalArgumentException("no key has the number " + activeKey);
            }
        }
    }

    /// How an advert that was recorded and is sent again is found.
    enum AntiReplay {
        /// It must be newer than the sender's last one, and its time within the window of ours.
        TIME,
        /// It must be newer than the sender's last one.
        MONOTONIC
    }

    /// What is signed and what is accepted.
    enum Mode {
        /// Signs, and accepts nothing unsigned.
        ENFORCE,
        /// Signs, and accepts unsigned adverts too.
        PERMISSIVE,
        /// Does not sign, and accepts unsigned adverts too.
        RECEIVE_ONLY
    }

    /// No authentication.
    Authentication NONE = new None();
}

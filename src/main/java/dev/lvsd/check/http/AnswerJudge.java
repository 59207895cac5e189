package dev.lvsd.check.http;

import dev.lvsd.config.HttpPage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Compares one answer, part by part, with what is expected of the page. Every method returns what is wrong, in an
/// operator's words, or null where nothing is wrong so far.
final class AnswerJudge {
    private final HttpPage page;
    private final @Nullable MessageDigest md5;

    AnswerJudge(HttpPage page) {
        this.page = page;
        this.md5 = page.digest() == null ? null : md5();
    }

    /// The status line came.
    @Nullable String status(int code) {
        return page.status().contains(code) ? null : "status " + code + ", expected " + page.status();
    }

    /// A part of the body came, chunks already put together.
    void body(ByteBuffer bytes) {
        if (md5 != null) {
            md5.update(bytes);
        }
    }

    /// The answer is complete.
    @Nullable String end() {
        if (md5 == null) {
            return null;
        }
        String found = HexFormat.of().formatHex(md5.digest());
        return found.equals(page.digest()) ? null : "digest " + found + ", expected " + page.digest();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}

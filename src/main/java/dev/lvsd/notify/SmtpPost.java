package dev.lvsd.notify;

import dev.lvsd.config.MailSettings;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Mail by SMTP (RFC 5321), one connection for each mail. The library is loaded with the first mail.
final class SmtpPost implements MailPost {
    private final InstantSource now;

    SmtpPost(InstantSource now) {
        this.now = now;
    }

    @Override
    public @Nullable String send(MailText text, MailSettings settings) {
        try {
            Transport.send(message(text, settings));
            return null;
        } catch (MessagingException e) {
            return reason(e);
        } catch (RuntimeException e) {
            return "a defect of lvsd or its mail library: " + e;
        }
    }

    private MimeMessage message(MailText text, MailSettings settings) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties(settings)));
        message.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            message.addRecipient(RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now.instant()));
        message.setText(text.body() + "\r\n", StandardCharsets.UTF_8.name());
        return message;
    }

    private static Properties properties(MailSettings settings) {
        String millis = Long.toString(settings.connectTimeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", Objects.requireNonNull(settings.host()));
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.localhost", settings.helo());
        properties.setProperty("mail.smtp.from", settings.from());
        properties.setProperty("mail.smtp.ehlo", "false");
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        return properties;
    }

    /// The library's message, with what it wraps: its own is often of little use.
    private static String reason(MessagingException e) {
        Exception next = e.getNextException();
        return next == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + next.getMessage();
    }
}

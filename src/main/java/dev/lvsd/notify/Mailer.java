package dev.lvsd.notify;

import dev.lvsd.config.MailSettings;
import dev.lvsd.config.NotifySettings;
import dev.lvsd.config.NotifyState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends mail, one at a time, on a virtual thread that lives while there is mail. Of each subject the last state
/// waits for a slow server, and those before it are skipped; a state that was mailed last is not mailed again. For
/// any thread.
final class Mailer {
    private static final Logger LOG = LoggerFactory.getLogger("dev.lvsd.notify");

    private final MailPost post;
    private final Supplier<NotifySettings> settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Subject, Message> waiting = new LinkedHashMap<>();
    private final Map<Subject, NotifyState> mailed = new HashMap<>();
    private @Nullable Thread worker;
    private long sent;
    private long failures;
    private long skipped;
    private @Nullable String lastFailure;

    Mailer(MailPost post, Supplier<NotifySettings> settings) {
        this.post = post;
        this.settings = settings;
    }

    /// Takes a message; never waits.
    void offer(Message message) {
        MailSettings mail = settings.get().mail();
        if (!message.isMailed() || mail.host() == null || mail.to().isEmpty()
                || (message.state() == NotifyState.FAULT && !mail.faults())) {
            return;
        }
        lock.lock();
        try {
            if (waiting.remove(message.subject()) != null) {
                skipped++;
            }
            if (mailed.get(message.subject()) == message.state()) {
                return;
            }
            waiting.put(message.subject(), message);
            if (worker == null) {
                worker = Thread.ofVirtual().name("notify mail").start(this::work);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What was sent.
    NotifyStatus.Mail status() {
        lock.lock();
        try {
            return new NotifyStatus.Mail(sent, failures, skipped, lastFailure);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything is sent, at most so long.
    void finish(Patience patience) throws InterruptedException {
        Thread running = worker();
        if (running != null && !patience.join(running)) {
            LOG.warn("notify: mail was not sent within {} of the stop", patience);
            running.interrupt();
        }
    }

    private @Nullable Thread worker() {
        lock.lock();
        try {
            return worker;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        Message message;
        while ((message = next()) != null) {
            NotifySettings now = settings.get();
            String failure = post.send(MailText.of(message, now.routerId()), now.mail());
            if (failure != null) {
                LOG.warn("notify {}: mail of {} was not sent: {}", message.subject(), message.state(), failure);
            }
            count(failure);
        }
    }

    private @Nullable Message next() {
        lock.lock();
        try {
            Iterator<Message> first = waiting.values().iterator();
            if (!first.hasNext() || Thread.currentThread().isInterrupted()) {
                worker = null;
                return null;
            }
            Message message = first.next();
            first.remove();
            mailed.put(message.subject(), message.state());
            return message;
        } finally {
            lock.unlock();
        }
    }

    private void count(@Nullable String failure) {
        lock.lock();
        try {
            if (failure == null) {
                sent++;
            } else {
                failures++;
                lastFailure = failure;
            }
        } finally {
            lock.unlock();
        }
    }
}

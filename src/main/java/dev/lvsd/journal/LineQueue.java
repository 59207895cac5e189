package dev.lvsd.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Lines on their way to a stream that may block. Who gives a line never waits for the stream; the thread "log"
/// writes them. A queue that is full takes lines again once half of it is written; those that come meanwhile are
/// lost and counted, and one line in their place says how many.
///
/// Where the stream fails, the line is lost, and the next one is tried all the same.
final class LineQueue {
    /// Memory that a line takes besides its bytes, about.
    private static final int OVERHEAD = 32;

    private final OutputStream out;
    private final int capacity;
    private final LongFunction<byte[]> notice;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private @Nullable Thread writer;
    private int size;
    private long taken;
    private long handled;
    private long lost;
    private long told;
    private boolean full;
    private boolean broken;
    private boolean ended;

    /// @param out written to by one thread, line by line
    /// @param capacity bytes that may wait
    /// @param notice the line that says how many were lost
    LineQueue(OutputStream out, int capacity, LongFunction<byte[]> notice) {
        this.out = out;
        this.capacity = capacity;
        this.notice = notice;
    }

    /// A stream that takes a line with each call, or loses it.
    OutputStream asStream() {
        return new OutputStream() {
            @Override
            public void write(byte[] line) {
                offer(line);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                offer(Arrays.copyOfRange(bytes, offset, offset + length));
            }

            @Override
            public void write(int octet) {
                offer(new byte[] {(byte) octet});
            }
        };
    }

    /// Takes a line, or loses it.
    void offer(byte[] line) {
        lock.lock();
        try {
            full |= size > 0 && size + cost(line) > capacity;
            if (full || ended) {
                lost++;
                return;
            }
            if (!broken) {
                tellLoss();
            }
            add(line);
        } finally {
            lock.unlock();
        }
    }

    /// Lines lost so far.
    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until what was taken so far is written.
    ///
    /// @return whether it was, within that time
    boolean flush(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            long wanted = taken;
            while (handled < wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
            return handled >= wanted;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more lines, and waits a time for those that it has.
    void end(Duration patience) {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean _ = flush(patience);
    }

    private static int cost(byte[] line) {
        return line.length + OVERHEAD;
    }

    private void tellLoss() {
        if (lost > told) {
            byte[] line = notice.apply(lost - told);
            told = lost;
            add(line);
        }
    }

    private void add(byte[] line) {
        lines.add(line);
        size += cost(line);
        taken++;
        if (writer == null) {
            writer = Thread.ofPlatform().name("log").daemon().start(this::write);
        }
        changed.signalAll();
    }

    private void write() {
        byte @Nullable [] line = next();
        while (line != null) {
            boolean written = write(line);
            handled(line, written);
            line = next();
        }
    }

    /// Waits for a line; null at the end.
    private byte @Nullable [] next() {
        lock.lock();
        try {
            while (lines.isEmpty()) {
                if (ended) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            return lines.poll();
        } finally {
            lock.unlock();
        }
    }

    private boolean write(byte[] line) {
        try {
            out.write(line);
            out.flush();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void handled(byte[] line, boolean written) {
        lock.lock();
        try {
            size -= cost(line);
            handled++;
            broken = !written;
            lost += written ? 0 : 1;
            full &= size > capacity / 2;
            if (lines.isEmpty() && written) {
                tellLoss();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

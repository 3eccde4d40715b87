package io.vectrail.load.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clients: some callers that send one request after the other, some that send several at once. Each has a subject and token of its
 * own, and numbers its requests through all rounds.
 */
final class Callers {

    private static final int SEQUENTIAL = 14;
    private static final int CONCURRENT = 2;
    private static final int AT_ONCE = 3;
    private static final long AWAY_NANOS = Duration.ofMillis(50).toNanos();

    private final long seed;
    private final int port;
    private final Function<String, String> token;
    private final AtomicReference<Ledger> ledger;
    private final List<AtomicInteger> numbers = new ArrayList<>();

    /** {@code token} makes one for a subject. */
    Callers(long seed, int port, Function<String, String> token, AtomicReference<Ledger> ledger) {
        this.seed = seed;
        this.port = port;
        this.token = token;
        this.ledger = ledger;
        for (int caller = 0; caller < SEQUENTIAL + CONCURRENT; caller++) {
            numbers.add(new AtomicInteger());
        }
    }

    static boolean sequential(int caller) {
        return caller < SEQUENTIAL;
    }

    static String subject(int caller) {
        return "chaos-" + caller;
    }

    /**
     * Sends until the pace says that the round is over, and returns when each has its last answer.
     *
     * @throws IllegalStateException when one of them came upon something that it does not understand
     */
    void run(Pace pace) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        for (int caller = 0; caller < numbers.size(); caller++) {
            String held = token.apply(subject(caller));
            for (int i = 0; i < (sequential(caller) ? 1 : AT_ONCE); i++) {
                int index = caller;
                threads.add(Thread.ofPlatform()
                        .name(subject(caller))
                        .uncaughtExceptionHandler((_, thrown) -> failure.compareAndSet(null, thrown))
                        .start(() -> call(index, held, pace)));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a caller stopped calling", failure.get());
        }
    }

    private void call(int caller, String held, Pace pace) {
        AtomicInteger number = numbers.get(caller);
        try (Wire wire = new Wire(port, held)) {
            while (pace.next()) {
                Ask ask = Ask.of(seed, Ask.key(caller, number.incrementAndGet()));
                Told told = wire.send(ask);
                while (told == null && pace.goesOn()) {
                    LockSupport.parkNanos(AWAY_NANOS);
                    told = wire.send(ask);
                }
                note(told);
            }
        }
    }

    private void note(@Nullable Told told) {
        if (told != null) {
            ledger.get().told(told);
            if (told.fate() == Fate.LOST || told.unrecorded()) {
                LockSupport.parkNanos(AWAY_NANOS);
            }
        }
    }
}

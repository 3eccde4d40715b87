package io.vectrail.replay.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one webhook: a bounded number that wait, and one thread that sends one at a time, so that what came first is told first unless it
 * failed, and a webhook that hangs holds up nobody but itself. Thread-safe.
 */
final class Channel {

    static final int MOST_WAITING = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    /** The clock may be set while somebody waits by it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final WebhookSettings webhook;
    private final Tools tools;
    private final Thread thread;
    private final List<Delivery> waiting = new ArrayList<>();
    private Instant leftAloneUntil = Instant.MIN;
    private @Nullable Delivery underWay;
    private boolean ill;
    private volatile boolean stopping;

    /** What all channels have in common. */
    record Tools(
            WebhookHttp http, Persistence persistence, WebhookMeters meters, Clock clock, RandomGenerator random) {}

    Channel(String name, WebhookSettings webhook, Tools tools) {
        this.name = name;
        this.webhook = webhook;
        this.tools = tools;
        this.thread = Thread.ofVirtual().name("webhook-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether there is room, and what to say where there never will be. */
    enum Room {
        TAKEN,
        FULL,
        FULL_AND_ILL
    }

    Room offer(Delivery delivery) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                return ill ? Room.FULL_AND_ILL : Room.FULL;
            }
            waiting.add(delivery);
            waiting.notifyAll();
            return Room.TAKEN;
        }
    }

    byte[] body(Notice notice) {
        return switch (webhook.form()) {
            case SLACK -> SlackForm.body(notice.message());
            case JSON -> JsonForm.body(notice);
            case OCSF -> OcsfForm.body(notice);
        };
    }

    int size() {
        synchronized (waiting) {
            return waiting.size() + (underWay == null ? 0 : 1);
        }
    }

    /** What asks for a decision on this is not tried again. */
    void withdraw(String about) {
        synchronized (waiting) {
            waiting.forEach(each -> withdraw(each, about));
            if (underWay != null) {
                withdraw(underWay, about);
            }
            waiting.notifyAll();
        }
    }

    private static void withdraw(Delivery each, String about) {
        if (each.notice.until() != null && each.notice.about().equals(about)) {
            each.withdrawn = true;
        }
    }

    /** These are forgotten, and nobody is told of their outcome. */
    void drop(Collection<UUID> deliveries) {
        synchronized (waiting) {
            waiting.removeIf(each -> deliveries.contains(each.notice.delivery()));
            if (underWay != null && deliveries.contains(underWay.notice.delivery())) {
                underWay.dropped = true;
            }
        }
    }

    private void run() {
        try {
            while (!stopping) {
                Delivery next = next();
                Outcome outcome = next.pointless() ? next.decidedBefore() : attempt(next);
                synchronized (waiting) {
                    underWay = null;
                }
                if (outcome != null) {
                    next.told.accept(outcome);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("webhook {} is told nothing more", name);
        }
    }

    private Delivery next() throws InterruptedException {
        synchronized (waiting) {
            while (true) {
                Instant now = tools.clock().instant();
                Optional<Delivery> first = waiting.stream().min(Comparator.comparing(this::due));
                if (first.isPresent() && !due(first.get()).isAfter(now)) {
                    Delivery due = first.get();
                    waiting.remove(due);
                    underWay = due;
                    return due;
                }
                waiting.wait(
                        first.map(later -> Duration.between(now, due(later)).plusMillis(1))
                                .filter(pause -> pause.compareTo(LOOK) < 0)
                                .orElse(LOOK)
                                .toMillis());
            }
        }
    }

    private Instant due(Delivery delivery) {
        if (delivery.pointless()) {
            return Instant.MIN;
        }
        return delivery.due.isBefore(leftAloneUntil) ? leftAloneUntil : delivery.due;
    }

    /** Null: it is tried again, by whomever. */
    private @Nullable Outcome attempt(Delivery delivery) throws InterruptedException {
        Instant until = delivery.notice.until();
        Instant now = tools.clock().instant();
        if (delivery.begun == null) {
            delivery.begun = now;
            if (until != null && !now.isBefore(until)) {
                return new Outcome.GivenUp("nobody could decide on it any more when it was its turn");
            }
        }
        Answer answer = answer(delivery);
        synchronized (waiting) {
            ill = answer instanceof Answer.Failed;
            return switch (answer) {
                case Answer.Taken _ -> new Outcome.Delivered();
                case Answer.Refused refused -> new Outcome.GivenUp("it " + refused.reason());
                case Answer.Failed failed -> after(failed, delivery, delivery.begun);
            };
        }
    }

    private Answer answer(Delivery delivery) throws InterruptedException {
        try {
            return tools.http().post(webhook, delivery.notice, delivery.body);
        } catch (RuntimeException e) {
            // A thread that ended here would leave a webhook that looks well and is told nothing.
            LOG.warn("webhook {} could not be told, for {}", name, e.getClass().getSimpleName());
            return new Answer.Failed("could not be called", null);
        }
    }

    private @Nullable Outcome after(Answer.Failed failed, Delivery delivery, Instant begun) {
        delivery.failures++;
        delivery.trouble = failed.reason();
        if (delivery.dropped) {
            return null;
        }
        if (delivery.withdrawn) {
            return delivery.decidedBefore();
        }
        Instant now = tools.clock().instant();
        Persistence.Next next = tools.persistence()
                .after(failed, delivery.failures, begun, delivery.notice.until(), now, tools.random());
        return switch (next) {
            case Persistence.Next.GiveUp over -> new Outcome.GivenUp(over.reason());
            case Persistence.Next.Again again -> {
                LOG.info("webhook {} {}; it is tried again", name, failed.reason());
                tools.meters().retried(name);
                delivery.due = again.at();
                if (failed.pause() != null) {
                    // It asks to be left alone, and not by this one message.
                    leftAloneUntil = again.at();
                }
                waiting.add(delivery);
                underWay = null;
                yield null;
            }
        };
    }

    /** What was not told by now is told by whoever reads it again. */
    void stop() {
        stopping = true;
        thread.interrupt();
    }
}

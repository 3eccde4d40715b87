package io.vectrail.replay.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The operator's webhooks, whatever they are told of. Thread-safe. */
public final class Webhooks implements AutoCloseable {

    /** What a name stands for that the configuration does not have. */
    private static final String NO_SUCH = "the replay service's configuration has no webhook of this name";

    private final Map<String, Channel> channels = new TreeMap<>();
    private final WebhookHttp http;
    private final WebhookMeters meters;
    private final Troubles troubles;
    private final Clock clock;
    private final Recent recent = new Recent();

    /** What came of the latest ones: whoever reads something again does not tell it again as long as this program runs. */
    private static final class Recent extends LinkedHashMap<UUID, Outcome> {

        private static final int MOST = 4_096;
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Outcome> eldest) {
            return size() > MOST;
        }
    }

    /** @param webhooks by name */
    public Webhooks(
            Map<String, WebhookSettings> webhooks,
            Persistence persistence,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random) {
        this.http = new WebhookHttp(clock);
        this.meters = new WebhookMeters(meters, webhooks);
        this.troubles = new Troubles(clock);
        this.clock = clock;
        Channel.Tools tools = new Channel.Tools(http, persistence, this.meters, clock, random);
        webhooks.forEach((name, settings) -> {
            Channel channel = new Channel(name, settings, tools);
            channels.put(name, channel);
            this.meters.waiting(name, channel);
            channel.start();
        });
    }

    /**
     * Tells a webhook something, and goes on with it until it is told or given up.
     *
     * @param told is called once, on whichever thread, and must not block
     * @return false when too many wait already and the webhook is well; then nothing is done, and it is to be offered again
     */
    public boolean offer(Notice notice, Consumer<Outcome> told) {
        Outcome before = outcome(notice.delivery());
        if (before != null) {
            told.accept(before);
            return true;
        }
        Consumer<Outcome> ends = outcome -> {
            end(notice, outcome);
            told.accept(outcome);
        };
        Channel channel = channels.get(notice.webhook());
        if (channel == null) {
            ends.accept(new Outcome.GivenUp(NO_SUCH));
            return true;
        }
        return switch (channel.offer(new Delivery(notice, channel.body(notice), ends, clock.instant()))) {
            case TAKEN -> true;
            case FULL -> false;
            case FULL_AND_ILL -> {
                ends.accept(new Outcome.GivenUp(
                        "it does not take anything, and " + Channel.MOST_WAITING + " messages wait for it already"));
                yield true;
            }
        };
    }

    private @Nullable Outcome outcome(UUID delivery) {
        synchronized (recent) {
            return recent.get(delivery);
        }
    }

    private void end(Notice notice, Outcome outcome) {
        synchronized (recent) {
            recent.put(notice.delivery(), outcome);
        }
        meters.count(notice.webhook(), outcome);
        if (outcome instanceof Outcome.GivenUp given) {
            troubles.add(
                    channels.containsKey(notice.webhook()) ? notice.webhook() : shown(notice.webhook()),
                    given.reason());
        }
    }

    /** A name that nobody has checked. */
    private static String shown(String name) {
        try {
            Names.check("a webhook's name", name);
            return name;
        } catch (IllegalArgumentException e) {
            return "a webhook of an odd name";
        }
    }

    /** What asks for a decision on this was decided: it is told once where it was not yet, and not tried again. */
    public void withdraw(String about) {
        channels.values().forEach(channel -> channel.withdraw(about));
    }

    /** These wait no longer: somebody else tells them. */
    public void drop(Collection<UUID> deliveries) {
        Set<UUID> dropped = Set.copyOf(deliveries);
        channels.values().forEach(channel -> channel.drop(dropped));
    }

    /** For the health page. */
    public Condition condition() {
        return troubles.condition(channels.size());
    }

    @Override
    public void close() {
        channels.values().forEach(Channel::stop);
        http.close();
    }
}

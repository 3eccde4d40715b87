package io.vectrail.streams.scoring;

import io.vectrail.document.risk.Signal;
import io.vectrail.event.RiskLevel;
import io.vectrail.streams.alert.Behind;
import io.vectrail.streams.alert.OpenAlert;
import io.vectrail.streams.risk.Strengths;
import io.vectrail.streams.state.CallerState;
import io.vectrail.streams.state.SessionState;
import io.vectrail.streams.state.StoredAlert;
import io.vectrail.streams.state.StoredExchange;
import io.vectrail.streams.state.StoredStrength;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between what is remembered and how it is stored. A signal of another version is passed over. */
final class CallerForm {

    private CallerForm() {}

    static CallerState stored(Remembered remembered) {
        CallerState state = new CallerState();
        ProfileForm.store(remembered.profile(), state);
        state.setAt(remembered.strengths().at());
        state.setStrengths(stored(remembered.strengths().bySignal()));
        state.setToldPoints(remembered.told().points());
        state.setToldAt(remembered.told().at());
        state.setToldHalfLife(remembered.told().halfLifeMillis());
        state.setBehind(remembered.behind().stream().map(CallerForm::stored).toList());
        state.setAlert(stored(remembered.alert()));
        return state;
    }

    static Remembered remembered(CallerState state) {
        return new Remembered(
                ProfileForm.profile(state),
                new Strengths(state.getAt(), strengths(state.getStrengths())),
                new Told(state.getToldPoints(), state.getToldAt(), state.getToldHalfLife()),
                state.getBehind().stream().map(CallerForm::behind).toList(),
                alert(state.getAlert()));
    }

    static SessionState stored(Strengths session) {
        return new SessionState(session.at(), stored(session.bySignal()));
    }

    static Strengths session(SessionState state) {
        return new Strengths(state.getAt(), strengths(state.getStrengths()));
    }

    private static List<StoredStrength> stored(Map<Signal, Double> strengths) {
        return strengths.entrySet().stream()
                .map(each -> new StoredStrength(each.getKey().key(), each.getValue()))
                .toList();
    }

    private static Map<Signal, Double> strengths(List<StoredStrength> stored) {
        Map<Signal, Double> strengths = new EnumMap<>(Signal.class);
        stored.forEach(
                each -> Signal.of(each.getSignal()).ifPresent(signal -> strengths.put(signal, each.getStrength())));
        return strengths;
    }

    private static StoredExchange stored(Behind behind) {
        return new StoredExchange(
                behind.id(),
                behind.at(),
                behind.connection(),
                behind.session(),
                behind.score(),
                behind.met().stream()
                        .map(met -> new StoredStrength(met.signal().key(), met.strength()))
                        .toList());
    }

    private static Behind behind(StoredExchange stored) {
        return new Behind(
                stored.getId(),
                stored.getAt(),
                stored.getConnection(),
                stored.getSession(),
                stored.getScore(),
                stored.getStrengths().stream()
                        .flatMap(each -> Signal.of(each.getSignal()).stream()
                                .map(signal -> new Behind.Met(signal, each.getStrength())))
                        .toList());
    }

    private static @Nullable StoredAlert stored(@Nullable OpenAlert alert) {
        return alert == null ? null : new StoredAlert(alert.id(), alert.level().name(), alert.raisedAt());
    }

    private static @Nullable OpenAlert alert(@Nullable StoredAlert stored) {
        return stored == null
                ? null
                : new OpenAlert(stored.getId(), RiskLevel.valueOf(stored.getLevel()), stored.getRaisedAt());
    }
}

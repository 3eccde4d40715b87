package io.vectrail.replay.web;

import io.vectrail.replay.search.AskedFilter;
import io.vectrail.replay.search.ExchangeFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which exchanges a call asks for: the filters that all calls about many exchanges have. */
final class AskedExchanges {

    private AskedExchanges() {}

    /** @param more parameters that the call has as well */
    static ExchangeFilter of(Call call, Set<String> more) {
        Map<String, String> written = written(call, more);
        return Call.read(() -> AskedFilter.of(written));
    }

    /**
     * The filter's parameters as they were written.
     *
     * @param more parameters that the call has as well
     */
    static Map<String, String> written(Call call, Set<String> more) {
        Set<String> known = new HashSet<>(more);
        known.addAll(AskedFilter.PARAMETERS);
        call.onlyParameters(known);
        Map<String, String> written = new HashMap<>();
        for (String name : AskedFilter.PARAMETERS) {
            String value = call.parameter(name);
            if (value != null) {
                written.put(name, value);
            }
        }
        // Whether a text holds a word is a part of the text.
        if (written.containsKey(AskedFilter.TEXT) && !call.person().readsTexts()) {
            throw ProblemException.forbidden("searching in texts needs the role auditor; leave q out");
        }
        return written;
    }
}

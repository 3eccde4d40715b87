package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import java.util.List;

/** Measures one signal. Pure: the same evidence gives the same bits. What it adds to a score at most, where a document does not say, stands in {@link Signal#points()}. */
public sealed interface Measure
        permits Burst,
                BroadCoverage,
                Drift,
                DuplicateTexts,
                NearDuplicates,
                NewPlace,
                OffHours,
                Probing,
                TokenEntropy,
                Refused,
                RejectedApprovals,
                SensitiveContent,
                ShadowRefused,
                Templates,
                VectorBytes,
                Volume {

    /** One of each signal, in the order in which scores add them. */
    List<Measure> ALL = List.of(
            new Volume(),
            new VectorBytes(),
            new Drift(),
            new Burst(),
            new SensitiveContent(),
            new Refused(),
            new ShadowRefused(),
            new RejectedApprovals(),
            new NewPlace(),
            new OffHours(),
            new DuplicateTexts(),
            new NearDuplicates(),
            new Probing(),
            new BroadCoverage(),
            new TokenEntropy(),
            new Templates());

    Signal signal();

    Reading read(Evidence evidence);
}

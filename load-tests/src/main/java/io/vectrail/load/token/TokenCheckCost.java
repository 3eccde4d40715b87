package io.vectrail.load.token;

import com.nimbusds.jose.JOSEException;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Looking at a token of 0.7 KB: one that was seen before, new ones, and new ones whose signature is wrong. Verifying is done on the calling
 * thread, so that its time is its CPU.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(TokenCheckCost.TOKENS)
public class TokenCheckCost {

    static final int TOKENS = 2_000;

    /** From the end of a token: in the middle of a signature. */
    private static final int IN_SIGNATURE = 20;

    private final SigningIssuer issuer = new SigningIssuer();
    private final List<String> es256 = new ArrayList<>();
    private final List<String> rs256 = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private byte[] first = {};
    private TokenVerifier verifier = verifier();

    @Setup
    public void sign() throws JOSEException {
        for (int i = 0; i < TOKENS; i++) {
            String token = issuer.es256(i);
            es256.add(token);
            int at = token.length() - IN_SIGNATURE;
            wrong.add(token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1));
            rs256.add(issuer.rs256(i));
        }
        first = es256.getFirst().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One that has seen none of them yet. */
    @Setup(Level.Invocation)
    public void forget() throws InterruptedException {
        verifier.close();
        verifier = verifier();
        if (!verifier.awaitKeys(Duration.ofSeconds(10))) {
            throw new IllegalStateException("the issuer does not answer");
        }
    }

    private TokenVerifier verifier() {
        return new TokenVerifier(List.of(issuer.settings()), null, Clock.systemUTC());
    }

    @TearDown
    public void end() {
        verifier.close();
        issuer.close();
    }

    @Benchmark
    public void seenBefore(Blackhole into) {
        for (int i = 0; i < TOKENS; i++) {
            // As it comes from a socket, each time as a text of its own.
            into.consume(look(new String(first, StandardCharsets.ISO_8859_1)));
        }
    }

    @Benchmark
    public void newEs256(Blackhole into) {
        es256.forEach(token -> into.consume(look(token)));
    }

    @Benchmark
    public void newRs256(Blackhole into) {
        rs256.forEach(token -> into.consume(look(token)));
    }

    @Benchmark
    public void wrongSignature(Blackhole into) {
        wrong.forEach(token -> into.consume(look(token)));
    }

    private Verification look(String token) {
        return verifier.verify(token).toCompletableFuture().join();
    }
}

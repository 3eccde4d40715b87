package io.vectrail.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.vectrail.local.issuer.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, against a replay service whose answers are written here. */
class CommandLineTest {
    private static final String EXCHANGES = """
            {"items":[{"id":"019a","time":"2026-11-22T10:00:00Z","subject":"alice","connection":"openai",
            "model":"text-embedding-3-small","decision":"allow","outcome":"COMPLETED","inputs":1,"risk":null,
            "preview":"the night train\\u001b[2J to Vienna"}],"nextCursor":null}""";

    @TempDir
    Path home;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new HashMap<>(Map.of("/api/v1/exchanges", EXCHANGES));
    private HttpServer replay;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void serve() throws IOException {
        replay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        replay.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = answers.get(exchange.getRequestURI().getPath());
            String body = answer == null ? "{\"title\":\"Not found\",\"detail\":\"no such thing\"}" : answer;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
        replay.start();
    }

    @AfterEach
    void stop() {
        replay.stop(0);
    }

    @Test
    void searchAsksTheApiAndPrintsATableThatCannotMoveTheCursor() throws Exception {
        Result result = run(Map.of("VECTRAIL_TOKEN", "given"), "search", "night", "train", "--limit", "5");
        assertThat(result.status()).isZero();
        assertThat(requests).containsExactly("/api/v1/exchanges?q=night+train&limit=5 Bearer given");
        assertThat(result.out()).contains("alice", "openai", "the night train<U+001B>[2J to Vienna", "019a");
        assertThat(result.out()).doesNotContain("\u001b");
    }

    @Test
    void everyFilterOfTheApiIsAnOptionAndCountsAreOfTheSame() throws Exception {
        Map<String, String> token = Map.of("VECTRAIL_TOKEN", "t");
        String[] options = {
            "(night OR day) NOT train*",
            "--subject",
            "a",
            "--group",
            "b",
            "--connection",
            "c",
            "--model",
            "m*",
            "--decision",
            "block",
            "--rule",
            "r",
            "--detection",
            "URL",
            "--outcome",
            "refused",
            "--approval",
            "p",
            "--min-risk",
            "60",
            "--from",
            "2026-01-01T00:00:00Z",
            "--to",
            "2026-01-02T00:00:00Z"
        };
        String asked = "?q=%28night+OR+day%29+NOT+train*&subject=a&group=b&connection=c&model=m*&decision=block&rule=r"
                + "&detection=URL&outcome=refused&approval=p&minRisk=60&from=2026-01-01T00%3A00%3A00Z&to=2026-01-02T00%3A00%3A00Z";
        assertThat(run(token, with(options, "search")).status()).isZero();
        assertThat(requests.getLast()).isEqualTo("/api/v1/exchanges" + asked + "&limit=20 Bearer t");
        answers.put(
                "/api/v1/exchanges/counts",
                "{\"exchanges\":12,\"complete\":false,\"facets\":[{\"field\":\"rule\",\"values\":"
                        + "[{\"value\":\"r\\u001b[2J\",\"exchanges\":7}]}]}");
        Result counts = run(token, with(options, "search", "--counts"));
        assertThat(requests.getLast()).isEqualTo("/api/v1/exchanges/counts" + asked + " Bearer t");
        assertThat(counts.out()).contains("the newest", "12", "rule", "r<U+001B>[2J", "7");
    }

    @Test
    void tailPrintsWhatComesOnceAndAsksTheSameAgain() throws Exception {
        Result result = run(Map.of("VECTRAIL_TOKEN", "t"), "tail", "night", "--seconds", "1");
        assertThat(result.status()).isZero();
        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .contains("alice", "019a")
                .doesNotContain("\u001b");
        assertThat(requests.stream().distinct()).hasSize(1);
        assertThat(requests.getFirst()).matches("/api/v1/exchanges[?]q=night&from=20[^&]+&limit=100 Bearer t");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "tail", "--seconds", "1", "--json")
                        .out()
                        .strip())
                .startsWith("{\"id\":");
    }

    private static String[] with(String[] options, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void jsonIsWhatTheApiAnswered() throws Exception {
        assertThat(run(Map.of("VECTRAIL_TOKEN", "given"), "search", "night", "--json")
                        .out()
                        .strip())
                .isEqualTo(EXCHANGES);
    }

    @Test
    void withoutATokenTheLocalIssuersIsUsedForTheGroupOfAuditors() throws Exception {
        Issuer.open(home.resolve("issuer"), "http://127.0.0.1:1/issuer", Clock.systemUTC());
        assertThat(run(Map.of(), "search", "x").status()).isZero();
        String token = requests.getFirst().substring(requests.getFirst().indexOf("Bearer ") + 7);
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("auditors");
    }

    @Test
    void sessionsAreListedAndShownWithTheirExchanges() throws Exception {
        String session = "{\"id\":\"s-1\",\"subject\":\"alice\",\"connection\":\"openai\",\"name\":\"nightly\","
                + "\"start\":\"2026-11-22T10:00:00Z\",\"end\":\"2026-11-22T10:05:00Z\",\"exchanges\":3}";
        answers.put("/api/v1/sessions", "{\"items\":[" + session + "]}");
        answers.put("/api/v1/sessions/s-1", session);
        answers.put("/api/v1/sessions/s-1/exchanges", EXCHANGES);
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "sessions", "list").out()).contains("s-1", "nightly", "3");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "sessions", "show", "s-1").out())
                .contains("nightly", "019a");
    }

    @Test
    void callersAreListedByTheirScoreAndShownWithTheirExchanges() throws Exception {
        String caller =
                "{\"subject\":\"a b/c\\u001b[2J\",\"score\":71.6,\"level\":\"HIGH\",\"at\":\"2026-11-22T10:00:00Z\","
                        + "\"parts\":[{\"signal\":\"coverage\",\"points\":40.25}],\"connection\":\"openai\",\"exchanges\":[{\"id\":\"019a\","
                        + "\"score\":12,\"parts\":[{\"signal\":\"burst\",\"reason\":\"90 in a minute\"}]}]}";
        answers.put("/api/v1/risk/callers", "{\"items\":[" + caller + "],\"nextCursor\":null}");
        answers.put("/api/v1/risk/callers/a b/c", caller);
        Map<String, String> token = Map.of("VECTRAIL_TOKEN", "t");
        Result list = run(token, "risk", "callers", "--level", "high", "--limit", "3");
        assertThat(list.out())
                .contains("72", "HIGH", "a b/c<U+001B>[2J", "coverage 40.3")
                .doesNotContain("\u001b");
        assertThat(requests).containsExactly("/api/v1/risk/callers?level=high&limit=3 Bearer t");
        assertThat(run(token, "risk", "show", "a b/c").out()).contains("72 HIGH", "019a", "burst: 90 in a minute");
        assertThat(requests.getLast()).startsWith("/api/v1/risk/callers/a%20b%2Fc ");
        assertThat(run(token, "risk", "show", "a b/c", "--json").out().strip()).isEqualTo(caller);
        assertThat(run(token, "search", "--min-risk", "60").status()).isZero();
        assertThat(requests.getLast()).startsWith("/api/v1/exchanges?minRisk=60&limit=20 ");
    }

    @Test
    void aNewKeyAloneGoesToStdout() throws Exception {
        answers.put(
                "/api/v1/keys",
                "{\"key\":\"vtk_1_2\",\"id\":\"1\",\"subject\":\"key:batch\",\"items\":[{\"id\":\"1\","
                        + "\"state\":\"active\",\"subject\":\"key:batch\",\"groups\":[\"a\",\"b\"]}]}");
        Result created = run(Map.of("VECTRAIL_TOKEN", "t"), "keys", "create", "--subject", "batch", "--group", "a");
        assertThat(created.status()).isZero();
        assertThat(created.out()).isEqualTo("vtk_1_2\n");
        assertThat(created.err()).contains("key:batch").doesNotContain("vtk_1_2");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "keys", "list").out()).contains("active", "key:batch", "a, b");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "keys", "revoke", "1/2").status())
                .isEqualTo(1);
        assertThat(requests.getLast()).startsWith("/api/v1/keys/1%2F2 ");
    }

    @Test
    void aNewApiTokenAloneGoesToStdoutAndHasNoMoreGroupsThanWereAskedFor() throws Exception {
        answers.put(
                "/api/v1/tokens",
                "{\"token\":\"vta_1_2\",\"id\":\"1\",\"subject\":\"token:me/nightly\",\"items\":[{\"id\":\"1\","
                        + "\"state\":\"active\",\"subject\":\"token:me/nightly\",\"groups\":[\"viewers\"]}]}");
        Issuer.open(home.resolve("issuer"), "http://127.0.0.1:1/issuer", Clock.systemUTC());
        Result created = run(Map.of(), "tokens", "create", "--name", "nightly", "--group", "viewers");
        assertThat(created.status()).isZero();
        assertThat(created.out()).isEqualTo("vta_1_2\n");
        assertThat(created.err()).contains("API token 1 of token:me/nightly").doesNotContain("vta_1_2");
        String token = requests.getLast().substring(requests.getLast().indexOf("Bearer ") + 7);
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("viewers");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "vta_1_2"), "tokens", "list").out())
                .contains("active", "token:me/nightly", "viewers");
        assertThat(requests.getLast()).endsWith("Bearer vta_1_2");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "tokens", "revoke", "1/2").status())
                .isEqualTo(1);
        assertThat(requests.getLast()).startsWith("/api/v1/tokens/1%2F2 ");
        assertThat(run(Map.of(), "tokens", "create").status()).isEqualTo(2);
    }

    @Test
    void whatWaitsIsListedShownAndDecidedOn() throws Exception {
        String summary =
                "\"id\":\"019c\",\"state\":\"REQUESTED\",\"time\":\"2026-11-22T10:00:00.000Z\",\"expires\":\"later\","
                        + "\"subject\":\"alice\\u001b[2J\",\"connection\":\"openai\",\"model\":\"m\",\"rule\":\"a-rule\","
                        + "\"detections\":[{\"type\":\"EMAIL_ADDRESS\",\"count\":2}],\"decidedBy\":null";
        String detail =
                "{" + summary + ",\"readable\":true,\"items\":[{\"index\":0,\"characters\":9,\"action\":\"PASSED\","
                        + "\"text\":\"a\\u202etext\\nstep forged\"}],\"requirements\":[{\"rule\":\"a-rule\",\"count\":1,"
                        + "\"groups\":[\"privacy\"],\"needsReason\":true}],\"may\":{\"approve\":false,\"why\":\"not yours\"},"
                        + "\"steps\":[{\"time\":\"t\",\"kind\":\"SEEN\",\"actor\":\"ann\",\"reason\":\"\\u001b]0;x\"}]}";
        answers.put("/api/v1/approvals", "{\"items\":[{" + summary + "}],\"nextCursor\":null}");
        answers.put("/api/v1/approvals/019c", detail);
        answers.put("/api/v1/approvals/019c/decisions", detail);
        Issuer.open(home.resolve("issuer"), "http://127.0.0.1:1/issuer", Clock.systemUTC());
        Result listed = run(Map.of("VECTRAIL_TOKEN", "t"), "approvals", "list");
        assertThat(listed.out())
                .contains("019c", "a-rule", "EMAIL_ADDRESS=2", "<U+001B>")
                .doesNotContain("\u001b");
        assertThat(requests.getLast()).startsWith("/api/v1/approvals?state=requested&limit=50 ");
        run(Map.of("VECTRAIL_TOKEN", "t"), "approvals", "list", "--state", "all");
        assertThat(requests.getLast()).startsWith("/api/v1/approvals?limit=50 ");
        Result shown = run(Map.of("VECTRAIL_TOKEN", "t"), "approvals", "show", "019c", "--viewing-reason", "a b");
        assertThat(shown.out())
                .contains("  a<U+202E>text\n  step forged", "1 of privacy, with a reason", "may not decide: not yours")
                .doesNotContain("\u001b", "\u202e");
        assertThat(requests.getLast()).startsWith("/api/v1/approvals/019c?reason=a+b ");
        Result decided = run(Map.of(), "approvals", "approve", "019c", "--reason", "fine", "--group", "privacy");
        assertThat(decided.status()).isZero();
        assertThat(decided.out()).contains("019c", "is REQUESTED: you have consented");
        String token = requests.getLast().substring(requests.getLast().indexOf("Bearer ") + 7);
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("approvers", "privacy");
        assertThat(bodies.getLast()).isEqualTo("{\"decision\":\"approve\",\"reason\":\"fine\"}");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "approvals", "revoke", "019c", "--json")
                        .out()
                        .strip())
                .isEqualTo(detail);
        assertThat(bodies.getLast()).isEqualTo("{\"decision\":\"revoke\"}");
        assertThat(run(Map.of("VECTRAIL_TOKEN", "t"), "approvals", "reject", "1/2")
                        .status())
                .isEqualTo(1);
        assertThat(requests.getLast()).startsWith("/api/v1/approvals/1%2F2/decisions ");
        assertThat(run(Map.of(), "approvals", "approve").status()).isEqualTo(2);
    }

    @Test
    void alertsAreListedShownAndActedOn() throws Exception {
        String summary =
                "\"id\":\"a1\",\"state\":\"OPEN\",\"level\":\"HIGH\",\"score\":71.5,\"subject\":\"alice\\u001b[2J\","
                        + "\"groups\":[\"research\"],\"raisedAt\":\"2026-11-22T10:00:00.000Z\",\"assignee\":null,\"verdict\":null,"
                        + "\"parts\":[{\"signal\":\"coverage\",\"points\":40.4}]";
        String detail =
                "{" + summary + ",\"exchanges\":[{\"id\":\"019c\",\"at\":\"t\",\"connection\":\"openai\",\"score\":45,"
                        + "\"parts\":[{\"signal\":\"coverage\",\"reason\":\"much\"}]}],\"steps\":[{\"kind\":\"RAISED\",\"at\":\"t\","
                        + "\"score\":71.5,\"level\":\"HIGH\"}],\"case\":[{\"kind\":\"CLOSED\",\"at\":\"t\",\"actor\":\"ann\","
                        + "\"verdict\":\"EXPECTED\",\"reason\":\"\\u001b]0;x\"}]}";
        answers.put("/api/v1/alerts", "{\"items\":[{" + summary + "}],\"nextCursor\":null,\"complete\":false}");
        answers.put("/api/v1/alerts/a1", detail);
        answers.put("/api/v1/alerts/a1/finding", "{\"class_uid\":2004}");
        answers.put("/api/v1/alerts/a1/actions", detail);
        Map<String, String> somebody = Map.of("VECTRAIL_TOKEN", "t");
        Result listed = run(somebody, "alerts", "list", "--state", "open");
        assertThat(listed.out())
                .contains("a1", "HIGH", "72", "coverage", "<U+001B>")
                .doesNotContain("\u001b");
        assertThat(listed.err()).contains("The archive does not answer");
        assertThat(requests.getLast()).startsWith("/api/v1/alerts?state=open&limit=50 ");
        run(somebody, "alerts", "list");
        assertThat(requests.getLast()).startsWith("/api/v1/alerts?limit=50 ");
        assertThat(run(somebody, "alerts", "show", "a1").out())
                .contains("coverage, 40 points", "019c t openai 45; coverage: much", "t CLOSED ann EXPECTED: ")
                .doesNotContain("\u001b");
        assertThat(run(somebody, "alerts", "show", "a1", "--finding").out()).contains("2004");
        assertThat(run(somebody, "alerts", "acknowledge", "a1").out()).contains("alert a1 of alice", "is OPEN");
        assertThat(bodies.getLast()).isEqualTo("{\"action\":\"acknowledge\"}");
        run(somebody, "alerts", "assign", "a1", "--to", "bob");
        assertThat(bodies.getLast()).isEqualTo("{\"action\":\"assign\",\"assignee\":\"bob\"}");
        assertThat(run(somebody, "alerts", "close", "a1", "--verdict", "expected", "--reason", "fine", "--json")
                        .out()
                        .strip())
                .isEqualTo(detail);
        assertThat(bodies.getLast()).isEqualTo("{\"action\":\"close\",\"verdict\":\"expected\",\"reason\":\"fine\"}");
        run(somebody, "alerts", "reopen", "a1", "--reason", "not so");
        assertThat(bodies.getLast()).isEqualTo("{\"action\":\"reopen\",\"reason\":\"not so\"}");
        assertThat(run(somebody, "alerts", "close", "a1").status()).isEqualTo(2);
        assertThat(run(somebody, "alerts", "assign", "1/2", "--to", "bob").status())
                .isEqualTo(1);
        assertThat(requests.getLast()).startsWith("/api/v1/alerts/1%2F2/actions ");
    }

    @Test
    void failuresAreOneLineWithStatusOneAndWrongUsageIsTwo() throws Exception {
        answers.clear();
        Result refused = run(Map.of("VECTRAIL_TOKEN", "t"), "search", "x");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err().strip().lines())
                .containsExactly("vectrail: The replay service answered 404. Not found no such thing");
        replay.stop(0);
        Result away = run(Map.of("VECTRAIL_TOKEN", "t"), "search", "x");
        assertThat(away.status()).isEqualTo(1);
        assertThat(away.err().strip().lines()).hasSize(1);
        assertThat(run(Map.of(), "search", "--no-such-option").status()).isEqualTo(2);
        Result unknown = run(Map.of("VECTRAIL_NO_SUCH_SETTING", "1"), "status");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err().strip().lines()).hasSize(1);
    }

    @Test
    void resendSaysWhatTheEdgeDidAndWhetherAnythingIsLeft() throws Exception {
        Map<String, String> edge = Map.of(
                "VECTRAIL_REPLAY_PORT",
                "8090",
                "VECTRAIL_EDGE_ADMIN_PORT",
                Integer.toString(replay.getAddress().getPort()));
        answers.put(
                "/set-aside/resend",
                "{\"results\":[{\"outcome\":\"SENT\",\"exchange\":\"019a\",\"sequence\":11,\"bytes\":70},"
                        + "{\"outcome\":\"REFUSED\",\"why\":\"too large\",\"exchange\":\"019b\",\"sequence\":12,\"bytes\":80}],"
                        + "\"left\":1}");
        Result some = run(edge, "journal", "resend");
        assertThat(some.status()).isEqualTo(1);
        assertThat(some.out()).contains("019a", "sent", "019b", "refused again: too large", "Still set aside: 1.");
        answers.put("/set-aside/resend", "{\"results\":[],\"left\":0}");
        Result none = run(edge, "journal", "resend", "--json");
        assertThat(none.status()).isZero();
        assertThat(none.out().strip()).isEqualTo("{\"results\":[],\"left\":0}");
        answers.clear();
        assertThat(run(edge, "journal", "resend").status()).isEqualTo(1);
    }

    @Test
    void aTokenIsAllThatTheTokenCommandPrintsToStdout() throws Exception {
        Issuer.open(home.resolve("issuer"), "http://127.0.0.1:1/issuer", Clock.systemUTC());
        Result result = run(Map.of(), "token", "--subject", "alice", "--group", "a", "--group", "b", "--ttl", "15m");
        assertThat(result.out()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\n");
        assertThat(run(Map.of(), "token", "--subject", "alice", "--ttl", "31d").status())
                .isEqualTo(2);
    }

    @Test
    void statusOfNothingSaysSoAndMakesNoFolder() throws Exception {
        Result result = run(Map.of("VECTRAIL_HOME", home.resolve("none").toString()), "status", "--json");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("\"state\":\"stopped\"").doesNotContain("healthy");
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    void journalInspectTakesOneFolder() throws Exception {
        Result result = run(Map.of(), "journal", "inspect", "here", "there");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("DIR", "--json");
    }

    private Result run(Map<String, String> variables, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = home.resolve("out.txt");
        Path err = home.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VECTRAIL_"));
        builder.environment().put("VECTRAIL_HOME", home.toString());
        builder.environment()
                .put(
                        "VECTRAIL_REPLAY_PORT",
                        Integer.toString(replay.getAddress().getPort()));
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}

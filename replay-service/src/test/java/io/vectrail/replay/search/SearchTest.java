package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which exchanges a question finds, through the API and the real engines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String SUBJECT = "search-" + UUID.randomUUID();
    private static final String APPROVAL = Samples.idAt(Samples.NOON);

    private Service service;
    private final List<AuditExchange> published = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        publish("Quarterly report of the Zürich office", "text-embedding-3-small", Decision.ALLOW);
        publish("The report is quarterly, and reporting is fun", "text-embedding-3-large", Decision.MASK);
        publish("Bitte an alice@corp.example senden: “Merger”—streng geheim", "text-embedding-ada-002", Decision.BLOCK);
        publish("東京タワーの高さは333メートルです", "text-embedding-3-small", Decision.ALLOW);
        AuditExchange two = Samples.exchange(SUBJECT, Samples.NOON.plusSeconds(4), "alpha first", "beta second");
        published.add(two);
        ENGINES.publish(two);
        service.awaitItems("/api/v1/exchanges?subject=" + SUBJECT, published.size());
    }

    private void publish(String text, String model, Decision decision) {
        Instant time = Samples.NOON.plusSeconds(published.size());
        AuditExchange exchange = Samples.exchange(SUBJECT, time, text);
        exchange.setModel(model);
        exchange.getDecision().setOutcome(decision);
        if (decision == Decision.MASK) {
            exchange.getDecision().setApprovalId(APPROVAL);
            exchange.getCaller().setGroups(List.of("research", "auditors-of-vienna"));
            exchange.getDecision().getRules().getFirst().setRule("mask-names");
            exchange.getItems()
                    .getFirst()
                    .setDetections(
                            List.of(new Detection("PERSON", 0, 3, 0.9), new Detection("EMAIL_ADDRESS", 4, 7, 0.5)));
        }
        published.add(exchange);
        ENGINES.publish(exchange);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report | 10",
                "REPORT quarterly | 10",
                "\"quarterly report\" | 0",
                "\"report is quarterly\" | 1",
                "zürich | 0",
                "ZÜRICH office | 0",
                "zurich | none",
                "merger geheim | 2",
                "alice@corp.example | 2",
                "corp | 2",
                "東京 | 3",
                "タワー | 3",
                "京東 | none",
                "333 | 3",
                "beta | 4",
                "alpha beta | none",
                "repor | none",
                "nowhere | none",
                "merger OR 333 | 32",
                "report -fun | 0",
                "report NOT (office OR fun) | none",
                "report (office OR fun) | 10",
                "repor* | 10",
                "report* fun | 1",
                "quart* -report | none",
                "eport* | none",
                "alice@corp* | 2",
                "alice@orp* | none",
                "alpha* OR beta* | 4",
                "alpha -beta | 4",
                "タワ* | 3",
                "zür* | 0",
                "NOT report | 432",
            })
    void wordsMustAllOccurInOneTextAndPhrasesAsTheyStand(String q, String found) {
        String expected = found.equals("none") ? "" : found;
        JsonNode items = service.json("/api/v1/exchanges?subject=" + SUBJECT + "&q=" + Service.encoded(q))
                .get("items");
        assertThat(indexes(items)).as(q).isEqualTo(expected);
    }

    private String indexes(JsonNode items) {
        StringBuilder indexes = new StringBuilder();
        items.forEach(item -> indexes.append(indexOf(item.get("id").asText())));
        return indexes.toString();
    }

    /** Of texts, whose rules and detections are looked up, and of exchanges. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&group=auditors-of-vienna | 1",
                "&group=research | 43210",
                "&group=nobody | none",
                "&rule=mask-names | 1",
                "&rule=mask | none",
                "&detection=PERSON | 1",
                "&detection=person | none",
                "&rule=mask-names&detection=EMAIL_ADDRESS | 1",
                "&rule=mask-names&decision=allow | none",
            })
    void eachFieldNarrowsWithAndWithoutWords(String fields, String found) {
        String expected = found.equals("none") ? "" : found;
        String of = "/api/v1/exchanges?subject=" + SUBJECT + fields;
        assertThat(indexes(service.json(of).get("items"))).isEqualTo(expected);
        assertThat(indexes(service.json(of + "&q=report*").get("items"))).isEqualTo(expected.replaceAll("[^10]", ""));
    }

    @Test
    void aQueryThatCannotBeReadSaysWhereAndWhatToDo() {
        HttpResponse<byte[]> answer = service.get("/api/v1/exchanges?q=report%20OR", service.auditor());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Service.json(answer).get("detail").asText())
                .startsWith("q has an operator at character 8")
                .contains("quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | 1", "&q=report | 1", "&decision=mask&q=fun | 1", "&q=merger | none", "&decision=allow | none"
            })
    void anApprovalLeadsToTheExchangesThatItConcerns(String more, String found) {
        JsonNode items =
                service.json("/api/v1/exchanges?approval=" + APPROVAL + more).get("items");
        assertThat(items).hasSize(found.equals("none") ? 0 : 1);
        items.forEach(item -> assertThat(indexOf(item.get("id").asText())).isEqualTo(Integer.parseInt(found)));
        assertThat(service.json("/api/v1/exchanges?approval=" + Samples.idAt(Samples.NOON) + more)
                        .get("items"))
                .isEmpty();
    }

    private int indexOf(String id) {
        for (int i = 0; i < published.size(); i++) {
            if (published.get(i).getId().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''; DROP TABLE exchanges; --",
                "\" OR 1=1",
                "%",
                "_",
                "\\",
                "\\'",
                "\\\\n",
                "\u0000",
                "a\u0000b",
                "\t\n\r",
                "{q:String}",
                "report') or ('1'='1",
                "\uD83D\uDE00",
                "*",
                "``",
                "/* */",
                "\uFFFF",
            })
    void hostileTextFindsNothingAndBreaksNothing(String hostile) {
        for (String parameter : List.of("q", "subject", "connection", "model", "decision", "outcome", "approval")) {
            HttpResponse<byte[]> answer =
                    service.get("/api/v1/exchanges?" + parameter + "=" + Service.encoded(hostile), service.auditor());
            assertThat(answer.statusCode()).as(parameter).isEqualTo(200);
            boolean any = parameter.equals("model") && hostile.equals("*");
            assertThat(Service.json(answer).get("items").isEmpty())
                    .as(parameter)
                    .isEqualTo(!any);
        }
        for (String path : List.of("/api/v1/exchanges/%s", "/api/v1/sessions/%s", "/api/v1/exchanges/%s/request")) {
            HttpResponse<byte[]> answer =
                    service.get(path.formatted(Service.encoded(hostile).replace("+", "%20")), service.auditor());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"back\\slash", "\\N", "\\x41", "tab\tand\nline", "it's", "nul\u0000", "100%", "\uD83D\uDE00é"})
    void aSubjectWithAnyCharacterIsFoundAndNoOther(String name) {
        String subject = name + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "odd name");
        ENGINES.publish(exchange);

        JsonNode items = service.awaitItems("/api/v1/exchanges?subject=" + Service.encoded(subject), 1);
        assertThat(items.get(0).get("subject").asText()).isEqualTo(subject);
        assertThat(service.json("/api/v1/exchanges?q=odd&subject=" + Service.encoded(subject))
                        .get("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1001, 400", "100000, 400", "1000, 200"})
    void aVeryLongTextIsRefusedInWords(int length, int status) {
        HttpResponse<byte[]> answer = service.get("/api/v1/exchanges?q=" + "x".repeat(length), service.auditor());
        assertThat(answer.statusCode()).isIn(status, 414);
    }

    @Test
    void aModelTakesATrailingStarAndASubjectIsExact() {
        String of = "/api/v1/exchanges?subject=" + SUBJECT;
        assertThat(service.json(of + "&model=text-embedding-3-*").get("items")).hasSize(4);
        assertThat(service.json(of + "&model=text-embedding-3-large").get("items"))
                .hasSize(1);
        assertThat(service.json(of + "&model=text-embedding-3-").get("items")).isEmpty();
        assertThat(service.json(of + "x").get("items")).isEmpty();
        assertThat(service.json("/api/v1/exchanges?subject=" + SUBJECT.substring(1))
                        .get("items"))
                .isEmpty();
        assertThat(service.json(of + "&decision=mask").get("items")).hasSize(1);
        assertThat(service.json(of + "&q=report&model=text-embedding-3-l*&decision=MASK&outcome=completed")
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void timesAreFromInclusiveToExclusive() {
        String of = "/api/v1/exchanges?subject=" + SUBJECT;
        assertThat(service.json(of + "&from=2026-06-15T12:00:01.000Z&to=2026-06-15T12:00:03.000Z")
                        .get("items"))
                .hasSize(2);
        assertThat(service.json(of + "&from=2026-06-15T14:00:04%2B02:00").get("items"))
                .hasSize(1);
        assertThat(service.json(of + "&q=report&to=2026-06-15T12:00:01Z").get("items"))
                .hasSize(1);
        assertThat(service.get(of + "&from=yesterday", service.auditor()).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&q=page"})
    void aListReadPageByPageHasEachRowOnceThoughNewOnesArrive(String condition) {
        String subject = "pages-" + UUID.randomUUID();
        for (int i = 0; i < 25; i++) {
            // Five of each time, so that ids decide.
            ENGINES.publish(Samples.exchange(subject, Samples.NOON.plusSeconds(i / 5), "page " + i));
        }
        String list = "/api/v1/exchanges?subject=" + subject + condition;
        service.awaitItems(list, 25);
        List<String> expected = ids(service.json(list).get("items"));

        Set<String> seen = new LinkedHashSet<>();
        int read = 0;
        JsonNode page = service.json(list + "&limit=7");
        while (true) {
            seen.addAll(ids(page.get("items")));
            read += page.get("items").size();
            if (page.get("nextCursor").isNull()) {
                break;
            }
            ENGINES.publish(Samples.exchange(subject, Samples.NOON.plusSeconds(60 + read), "a new page"));
            service.awaitItems(
                    "/api/v1/exchanges?subject=" + subject + "&q=new&from=" + Samples.NOON.plusSeconds(60 + read), 1);
            page = service.json(
                    list + "&limit=7&cursor=" + page.get("nextCursor").asText());
        }
        assertThat(read).isEqualTo(25);
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void aNewerVersionOfTheListIsNewestFirst() {
        List<String> times = new ArrayList<>();
        service.json("/api/v1/exchanges?subject=" + SUBJECT)
                .get("items")
                .forEach(item -> times.add(item.get("time").asText()));
        assertThat(times)
                .containsExactly(
                        "2026-06-15T12:00:04.000Z",
                        "2026-06-15T12:00:03.000Z",
                        "2026-06-15T12:00:02.000Z",
                        "2026-06-15T12:00:01.000Z",
                        "2026-06-15T12:00:00.000Z");
    }

    @Test
    void aSessionHasItsExchangesOldestFirstAndNoOthers() {
        String subject = "session-" + UUID.randomUUID();
        String unnamed = "s-" + UUID.randomUUID();
        String named = "s-" + UUID.randomUUID();
        List<String> inside = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            AuditExchange exchange = Samples.exchange(subject, Samples.NOON.plusSeconds(i), "in it");
            inside.add(exchange.getId());
            ENGINES.publish(exchange);
        }
        AuditExchange other = Samples.exchange(subject, Samples.NOON.plusSeconds(1), "named");
        other.setSession("evening");
        ENGINES.publish(other);
        ENGINES.publish(Samples.exchange(subject, Samples.NOON.plusSeconds(9_000), "later"));
        ENGINES.publish(Samples.session(unnamed, subject, Samples.NOON, Samples.NOON.plusSeconds(2), 3));
        var evening = Samples.session(named, subject, Samples.NOON.plusSeconds(1), Samples.NOON.plusSeconds(1), 1);
        evening.setName("evening");
        ENGINES.publish(evening);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 5);
        service.awaitItems("/api/v1/sessions?subject=" + subject, 2);

        assertThat(ids(service.json("/api/v1/sessions/" + unnamed + "/exchanges")
                        .get("items")))
                .containsExactlyElementsOf(inside);
        JsonNode first = service.json("/api/v1/sessions/" + unnamed + "/exchanges?limit=2");
        assertThat(ids(service.json("/api/v1/sessions/" + unnamed + "/exchanges?limit=2&cursor="
                                + first.get("nextCursor").asText())
                        .get("items")))
                .containsExactly(inside.get(2));
        assertThat(ids(service.json("/api/v1/sessions/" + named + "/exchanges").get("items")))
                .containsExactly(other.getId());
        assertThat(service.json("/api/v1/exchanges/" + other.getId())
                        .get("sessionId")
                        .asText())
                .isEqualTo(named);
        assertThat(ids(service.json("/api/v1/sessions?subject=" + subject + "&limit=1")
                        .get("items")))
                .containsExactly(named);
        assertThat(service.json("/api/v1/sessions?subject=" + subject + "&from=" + Samples.NOON.plusSeconds(2))
                        .get("items"))
                .hasSize(1);
    }

    private static List<String> ids(JsonNode items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }
}

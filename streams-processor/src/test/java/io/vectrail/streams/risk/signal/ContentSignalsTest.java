package io.vectrail.streams.risk.signal;

import static io.vectrail.streams.risk.signal.Life.DAY;
import static io.vectrail.streams.risk.signal.Life.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.streams.profile.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What tells by the texts and their vectors. */
class ContentSignalsTest {

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void theSameTextsAgainAndAgainAreDuplicates() {
        Life life = new Life();
        for (int i = 0; i < 300; i++) {
            life.text(START + i * 1000L, "text number " + i);
        }
        assertThat(life.strength(new DuplicateTexts())).isZero();
        for (int i = 0; i < 300; i++) {
            life.text(START + DAY + i * 1000L, "text number " + i % 3);
        }
        assertThat(life.strength(new DuplicateTexts())).isGreaterThan(0.9);
    }

    @Test
    void textsThatDifferInOneWordAreNearDuplicates() {
        Life life = new Life();
        for (int i = 0; i < 60; i++) {
            life.text(START + i * 1000L, Life.words(random, 25, 4000));
        }
        assertThat(life.strength(new NearDuplicates())).isZero();
        String[] sought = Life.words(random, 25, 4000).split(" ");
        for (int i = 0; i < 60; i++) {
            sought[random.nextInt(25)] = "guess" + i;
            life.text(START + DAY + i * 1000L, String.join(" ", sought));
        }
        assertThat(life.strength(new NearDuplicates())).isGreaterThan(0.8);
    }

    @Test
    void anInstructionBeforeEachTextMakesThemNeitherNearNorTemplated() {
        Life life = new Life();
        for (int i = 0; i < 100; i++) {
            life.text(
                    START + i * 1000L,
                    "Represent this sentence for searching relevant passages: " + Life.words(random, 6, 4000));
        }
        assertThat(life.strength(new NearDuplicates())).isZero();
        assertThat(life.strength(new Templates())).isZero();
    }

    @Test
    void oneBeginningWithOtherEndsIsATemplate() {
        Life life = new Life();
        for (int i = 0; i < 60; i++) {
            life.text(START + i * 1000L, "the record that is sought " + Life.words(random, 6, 4000));
        }
        assertThat(life.strength(new Templates())).isEqualTo(1);
        assertThat(new Life()
                        .text(START, "the record that is sought has one text")
                        .strength(new Templates()))
                .isZero();
    }

    @Test
    void vectorsThatCrowdAreProbing() {
        Life life = new Life();
        for (int i = 0; i < 100; i++) {
            life.text(START + i * 1000L, "any " + i, Life.vector(random, 1));
        }
        assertThat(life.strength(new Probing())).isZero();
        float[] sought = Life.vector(random, 1);
        for (int i = 0; i < 60; i++) {
            life.text(START + DAY + i * 1000L, "guess " + i, Life.vector(random, 0.2, sought));
        }
        assertThat(life.strength(new Probing())).isGreaterThan(0.9);
    }

    @Test
    void theSameVectorAgainIsNoProbing() {
        Life life = new Life();
        float[] one = Life.vector(random, 1);
        for (int i = 0; i < 200; i++) {
            life.text(START + i * 1000L, "again", one);
        }
        assertThat(life.strength(new Probing())).isZero();
    }

    @Test
    void manyTextsOfEverythingAreBroadCoverage() {
        Life life = new Life();
        for (int i = 0; i < 60; i++) {
            life.texts(START + i * 1000L, samples(32));
        }
        assertThat(life.strength(new BroadCoverage())).isEqualTo(1);
    }

    @Test
    void aFewTextsOfEverythingOrManyOfOneTopicAreNoBroadCoverage() {
        Life few = new Life();
        for (int i = 0; i < 200; i++) {
            few.texts(START + i * 1000L, samples(1));
        }
        assertThat(few.strength(new BroadCoverage())).isZero();
        Life topical = new Life();
        float[][] topics = {
            Life.vector(random, 1), Life.vector(random, 1), Life.vector(random, 1), Life.vector(random, 1)
        };
        for (int i = 0; i < 100; i++) {
            List<Sample> samples = new ArrayList<>();
            for (int j = 0; j < 32; j++) {
                samples.add(Sample.of("text " + i + " " + j, Life.vector(random, 1, topics[random.nextInt(4)])));
            }
            topical.texts(START + i * 1000L, samples);
        }
        assertThat(topical.strength(new BroadCoverage())).isZero();
    }

    private List<Sample> samples(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Sample.of(Life.words(random, 8, 1_000_000), Life.vector(random, 1)));
        }
        return samples;
    }

    @Test
    void tokensDrawnAtRandomAreNoLanguage() {
        Life life = new Life();
        for (int i = 0; i < 300; i++) {
            life.text(START + i * 1000L, Life.words(random, 10, 1_000_000));
        }
        assertThat(life.strength(new TokenEntropy())).isEqualTo(1);
        Life language = new Life();
        for (int i = 0; i < 300; i++) {
            language.text(
                    START + i * 1000L,
                    "the " + Life.words(random, 4, 1_000_000) + "of the " + Life.words(random, 4, 1_000_000));
        }
        assertThat(language.strength(new TokenEntropy())).isZero();
    }
}

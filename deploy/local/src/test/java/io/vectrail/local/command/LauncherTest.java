package io.vectrail.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script on machines that lack something: one line says what, and what to do. */
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "bash",
            "dirname",
            "readlink",
            "grep",
            "find",
            "head",
            "tail",
            "cksum",
            "tr",
            "mkdir",
            "rm",
            "cp",
            "mv",
            "touch");

    @TempDir
    Path machine;

    private record Result(int status, String err) {}

    @BeforeEach
    void prepare() throws Exception {
        Path tools = Files.createDirectory(machine.resolve("bin"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        // The system's own JVMs are out of sight, whichever this machine has.
        String script = Files.readString(Path.of("../../vectrail"))
                .replace("/usr/lib/jvm/", machine + "/jvm/")
                .replace("/opt/java/", machine + "/opt/")
                .replace("/Library/Java/", machine + "/Library/");
        Files.writeString(machine.resolve("vectrail"), script);
    }

    @Test
    void withoutAJdkItSaysWhichIsNeeded() throws Exception {
        Result result = run(null, "status");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().contains("JDK 25 or newer is needed", "JAVA_HOME");
    }

    @Test
    void anOlderJdkIsNamedAndNotUsed() throws Exception {
        Result result = run(jdk("old", "21.0.9"), "status");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().contains("there is only JDK 21", "JDK 25 or newer");
    }

    @Test
    void aJvmOfTheSystemIsFoundWithoutJavaHome() throws Exception {
        jdk("jvm/twenty-five", "25.0.3");
        assertThat(run(jdk("old", "21.0.9"), "status").err())
                .contains("mvn is not on the PATH")
                .doesNotContain("JDK");
    }

    @Test
    void withoutNpmUpSaysSoBeforeAnythingIsBuilt() throws Exception {
        Result result = run(jdk("jdk", "25"), "up");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().contains("npm is not on the PATH: install Node.js");
    }

    @Test
    void withoutMavenWhatIsNotBuiltCannotBe() throws Exception {
        Result result = run(jdk("jdk", "26-ea"), "status");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("mvn is not on the PATH: install Maven");
    }

    private Path jdk(String name, String version) throws Exception {
        Path home = Files.createDirectories(machine.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin/javac"), Path.of("/bin/true"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Result run(@Nullable Path javaHome, String command) throws Exception {
        Path err = machine.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/bash", machine.resolve("vectrail").toString(), command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome.toString());
        }
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(err));
    }
}

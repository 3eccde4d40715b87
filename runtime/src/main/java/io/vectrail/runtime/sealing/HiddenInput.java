package io.vectrail.runtime.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a secret from standard input: whole where it is a file or a pipe, one line without echo where somebody types. The
 * JDK's console is none where standard output goes elsewhere, which is how a sealed credential is taken, so the terminal
 * is asked by its own tools.
 */
final class HiddenInput {

    private HiddenInput() {}

    /** @throws IllegalArgumentException when it is larger than 64 KiB or no UTF-8 */
    static String read(InputStream in, PrintStream prompt) throws IOException, InterruptedException {
        if (!terminal("test", "-t", "0")) {
            return text(in.readNBytes(SealedForm.MOST_BYTES + 1));
        }
        Thread echoing = Thread.ofPlatform().unstarted(HiddenInput::echo);
        Runtime.getRuntime().addShutdownHook(echoing);
        prompt.print("Credential (it is not shown): ");
        prompt.flush();
        if (!terminal("stty", "-echo")) {
            throw new IllegalArgumentException("the terminal cannot be told not to show it; send it through a pipe");
        }
        try {
            return text(line(in));
        } finally {
            echo();
            prompt.println();
        }
    }

    private static void echo() {
        try {
            terminal("stty", "echo");
        } catch (IOException e) {
            // There is no terminal any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean terminal(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(SealedForm.MOST_BYTES + 1);
        for (int next = in.read(); next >= 0 && next != '\n' && line.hasRemaining(); next = in.read()) {
            line.put((byte) next);
        }
        byte[] bytes = new byte[line.flip().remaining()];
        line.get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        if (bytes.length > SealedForm.MOST_BYTES) {
            throw new IllegalArgumentException("a secret must be 1 byte to 64 KiB and not blank");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a secret must be text in UTF-8", e);
        }
    }
}

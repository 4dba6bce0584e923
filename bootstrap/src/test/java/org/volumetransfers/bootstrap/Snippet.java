package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java code of the documentation: a whole file, or imports followed by statements.
 *
 * @param className name of the compiled class
 * @param source source of that class
 */
record Snippet(String className, String source) {

    /** Name of the class, with a method {@code run}, that wraps statements. */
    static final String WRAPPER = "Statements";

    private static final Pattern WHOLE = Pattern.compile("^(?:public |final )*class (\\w+)", Pattern.MULTILINE);

    static Snippet of(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (whole.find()) {
            return new Snippet(whole.group(1), text);
        }
        String imports = text.lines().filter(Snippet::isImport).collect(Collectors.joining("\n"));
        String statements = text.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        String source = imports + "\npublic class " + WRAPPER + " { public static void run() throws Exception {\n"
                + statements + "\n}}\n";
        return new Snippet(WRAPPER, source);
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    /** Compiles the code with all warnings treated as errors. */
    void compile(List<Path> classPath, Path output) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE");
        List<String> options = List.of(
                "--release=17",
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-d",
                output.toString(),
                "-classpath",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        StringWriter messages = new StringWriter();
        boolean good = compiler.getTask(messages, null, null, options, null, List.of(new InMemorySource(this)))
                .call();
        assertTrue(good, () -> messages + "\n" + source);
    }

    private static final class InMemorySource extends SimpleJavaFileObject {

        private final String source;

        InMemorySource(Snippet snippet) {
            super(URI.create("snippet:///" + snippet.className() + Kind.SOURCE.extension), Kind.SOURCE);
            this.source = snippet.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}

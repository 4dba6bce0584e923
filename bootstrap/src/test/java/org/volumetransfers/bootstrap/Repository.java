package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project, for tests that read what is written about the code, or the code as it is written. */
public final class Repository {

    private static final Path ROOT = find(Path.of("").toAbsolutePath());

    private Repository() {}

    /** The working directory of a test is that of its module under Maven, and often the root elsewhere. */
    private static Path find(Path directory) {
        if (Files.isRegularFile(directory.resolve("docs/contract.md"))) {
            return directory;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new AssertionError("the tests run outside the repository");
        }
        return find(parent);
    }

    /** A file or directory below the root. */
    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    /** The path of a file below the root, as links have it. */
    static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** What a file says. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java files of a directory below the root and those below it, none where it does not exist. */
    public static List<Path> sources(String relative) {
        return Files.isDirectory(path(relative)) ? files(path(relative), ".java") : List.of();
    }

    /** The Java files of all modules, tests and what is planted included. */
    public static List<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> Files.isRegularFile(module.resolve("pom.xml")))
                    .flatMap(module -> sources(ROOT.relativize(module) + "/src").stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages at the root and below {@code docs}. */
    static List<Path> pages() {
        try (Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(
                            top.filter(file -> file.toString().endsWith(".md")), files(path("docs"), ".md").stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory, String ending) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository, for tests that read sources and documentation. */
public final class Repository {

    private static final Path ROOT = find(Path.of("").toAbsolutePath());

    private Repository() {}

    /** Searches upwards: the working directory of a test is its module under Maven, and often the root elsewhere. */
    private static Path find(Path directory) {
        if (Files.isRegularFile(directory.resolve("docs/contract.md"))) {
            return directory;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new AssertionError("not inside the repository");
        }
        return find(parent);
    }

    /** Returns a path below the root. */
    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    /** Returns the path of a file relative to the root, as used in links. */
    static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the content of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all Java files below a directory of the repository, none if it does not exist. */
    public static List<Path> sources(String relative) {
        return Files.isDirectory(path(relative)) ? files(path(relative), ".java") : List.of();
    }

    /** Returns the Java files of all modules, including tests and planted violations. */
    public static List<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> Files.isRegularFile(module.resolve("pom.xml")))
                    .flatMap(module -> sources(ROOT.relativize(module) + "/src").stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the pages in the root directory and below {@code docs}. */
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

package org.volumetransfers.bootstrap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation, split into prose and code blocks.
 *
 * @param file path of the page
 * @param prose lines outside of code blocks
 * @param blocks code blocks
 */
record MarkdownPage(Path file, List<String> prose, List<Block> blocks) {

    /** The supported form of a curl command: one header, and a URL. */
    static final Pattern CURL = Pattern.compile("curl -H '([^:']+): ([^']+)' (http://\\S+)");

    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * A fenced code block.
     *
     * @param language language named by the opening fence
     * @param text lines between the fences
     */
    record Block(String language, String text) {}

    static MarkdownPage of(Path file) {
        return of(file, Repository.text(file).lines());
    }

    /** Returns the part of a page below a heading of the second level. */
    static MarkdownPage part(Path file, String heading) {
        return of(
                file,
                Repository.text(file)
                        .lines()
                        .dropWhile(line -> !line.equals(heading))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## ")));
    }

    private static MarkdownPage of(Path file, Stream<String> lines) {
        List<String> prose = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        @Nullable String language = null;
        StringBuilder code = new StringBuilder();
        for (String line : lines.toList()) {
            if (!line.strip().startsWith(FENCE)) {
                if (language == null) {
                    prose.add(line);
                } else {
                    code.append(line).append('\n');
                }
            } else if (language == null) {
                language = line.strip().substring(FENCE.length());
            } else {
                blocks.add(new Block(language, code.toString()));
                language = null;
                code.setLength(0);
            }
        }
        return new MarkdownPage(file, prose, blocks);
    }

    /** Returns the texts of all code blocks in a language. */
    List<String> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Returns the cells of the table whose header starts with a text, without the header. */
    List<List<String>> table(String firstCell) {
        return prose.stream()
                .dropWhile(line -> !line.startsWith("| " + firstCell + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** Returns the prose below a heading, up to the next heading. */
    String section(String heading) {
        return prose.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** Returns the targets of all links, as written. */
    List<String> links() {
        return all(LINK, String.join("\n", prose));
    }

    /** Returns all code spans of a text. */
    static List<String> code(String text) {
        return all(CODE, text);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Returns the anchors of all headings. */
    Set<String> anchors() {
        return prose.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{Alnum} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}

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
 * A page of the documentation, cut into what tests ask of it.
 *
 * @param file where it stands
 * @param prose its lines without those of code
 * @param blocks its blocks of code
 */
record MarkdownPage(Path file, List<String> prose, List<Block> blocks) {

    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * Code between fences.
     *
     * @param language what stands behind the first fence
     * @param text the lines between
     */
    record Block(String language, String text) {}

    static MarkdownPage of(Path file) {
        return of(file, Repository.text(file).lines());
    }

    /** The part of a page below a heading of the second level. */
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

    /** The texts of the blocks in one language. */
    List<String> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** The cells of the table whose first row begins with a text, without that row and the line below it. */
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

    /** The prose below a heading, up to the next one. */
    String section(String heading) {
        return prose.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** Where its links lead, as written. */
    List<String> links() {
        return all(LINK, String.join("\n", prose));
    }

    /** What a text has between backticks. */
    static List<String> code(String text) {
        return all(CODE, text);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** What a link may put behind {@code #}. */
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

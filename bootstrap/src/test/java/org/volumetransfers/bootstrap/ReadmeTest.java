package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.domain.TransferQuery;

/** What the README says is so: its code compiles, its files load, its commands are run, its table is that of the code. */
class ReadmeTest {

    private static final MarkdownPage README = MarkdownPage.of(Repository.path("README.md"));
    static final Pattern CURL = Pattern.compile("curl -H '([^:']+): ([^']+)' (http://\\S+)");

    private final Path directory;

    ReadmeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void javaBlocksCompile() throws Exception {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<String> blocks = README.blocks("java");

        assertEquals(2, blocks.size());
        for (String block : blocks) {
            Snippet.of(block).compile(classPath, directory);
        }
    }

    @Test
    void embeddingNeedsThreeModulesAndPrintsWhatIsSaid() throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(directory));
        for (Class<?> module : List.of(TransferQuery.class, ListVolumeTransfers.class, InMemoryTransferQuery.class)) {
            classPath.add(Path.of(
                    module.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        Snippet.of(README.blocks("java").get(0)).compile(classPath, directory);

        String printed = printedBy(classPath);

        assertTrue(README.section("## Embed it").contains("It prints `" + printed.strip() + "`."), printed);
    }

    private static String printedBy(List<Path> classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader alone =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            alone.loadClass(Snippet.WRAPPER).getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonBlocksAreFilesThatTheServerTakes() throws Exception {
        List<String> blocks = README.blocks("json");
        Path data = Files.writeString(directory.resolve("data.json"), blocks.get(0));
        Path tokens = Files.writeString(directory.resolve("tokens.json"), blocks.get(1));
        FileFaults faults = new FileFaults("README.md");

        assertEquals(2, blocks.size());
        assertEquals(2, TransferFile.read(data, faults).size());
        assertEquals(2, TokenFile.read(tokens, faults).size());
        assertEquals(List.of(), faults.all());
    }

    @Test
    void everyNameOfTheMapIsThatOfAFile() {
        String map = README.section("## The code in one minute");
        Map<String, List<Path>> sources = Repository.sources().stream()
                .filter(file -> file.toString().contains("src" + File.separator + "main"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString().replace(".java", "")));
        List<String> names = MarkdownPage.code(map);

        assertTrue(names.contains("TransferRoutes"), "the map begins where a request enters: " + names);
        for (String name : names) {
            List<Path> files = sources.getOrDefault(name, List.of());
            assertEquals(1, files.size(), name + " is the name of one file: " + files);
            String link = "[`" + name + "`](" + Repository.relative(files.get(0)) + ")";
            assertTrue(map.contains(link), "the map has " + link);
        }
    }

    @Test
    void tableOfOptionsIsThatOfTheSettings() {
        List<List<String>> settings = Stream.of(Setting.values())
                .map(setting -> List.of(
                        (setting.option() + " " + setting.placeholder()).strip(),
                        setting.variable(),
                        setting.defaultText()))
                .toList();
        List<List<String>> table = README.table("option").stream()
                .map(row -> row.subList(0, 3).stream()
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();

        assertEquals(settings, table);
    }

    @Test
    void curlLineIsAnsweredWithTheDocumentedTransfers() throws Exception {
        Matcher curl = CURL.matcher(String.join("", README.blocks("sh")));
        assertTrue(curl.find(), "the README has a curl line of a known form");
        URI documented = URI.create(curl.group(3));
        assertEquals(Setting.LISTEN.defaultText(), documented.getAuthority());

        Launch launch = LaunchTest.launch(Map.of(), "--listen", "127.0.0.1:0");
        try (TransferServer server = TransferServer.start(launch.server())) {
            URI here = URI.create("http://127.0.0.1:" + server.address().getPort() + documented.getRawPath());
            HttpRequest request = HttpRequest.newBuilder(here)
                    .header(curl.group(1), curl.group(2))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode transfers = new ObjectMapper().readTree(answer.body()).get("transfers");
            assertEquals(
                    List.of(
                            "cac5c677-73a9-4288-bb9c-b2ebfb547377 first volume transfer",
                            "f26c0dee-d20d-4e80-8dee-a8d91b9742a1 second volume transfer"),
                    Stream.of(transfers.get(0), transfers.get(1))
                            .map(transfer -> transfer.get("id").asText() + " "
                                    + transfer.get("name").asText())
                            .toList());
            assertEquals(2, transfers.size());
        }
    }

    @Test
    void everyShellCommandIsRunHereOrByCi() {
        List<String> commands = README.blocks("sh").stream()
                .flatMap(String::lines)
                .flatMap(line -> Stream.of(line.split(" && ")))
                .toList();
        List<String> runByCi = ciLines();
        List<String> runByOthers = Stream.of(ReadmeSection.onPostgres(), ReadmeSection.withKeystone())
                .flatMap(section -> Stream.concat(section.commands().stream(), Stream.of(section.curl())))
                .toList();

        assertFalse(commands.isEmpty());
        for (String command : commands) {
            assertTrue(
                    CURL.matcher(command).matches()
                            || runByOthers.contains(command)
                            || runByCi.stream().anyMatch(line -> (line + " ").startsWith(command + " ")),
                    "neither this test nor that of a section nor .ci/run runs: " + command);
        }
    }

    /** The lines of what CI runs, and of the scripts that it calls. */
    private static List<String> ciLines() {
        String run = Repository.text(Repository.path(".ci/run"));
        Stream<String> called = Pattern.compile("^bash (\\.ci/\\S+)$", Pattern.MULTILINE)
                .matcher(run)
                .results()
                .map(match -> Repository.text(Repository.path(match.group(1))));
        return Stream.concat(Stream.of(run), called).flatMap(String::lines).toList();
    }
}

package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.domain.TransferQuery;

/** Verifies the README: its code prints what it says, its curl command is answered, its maps match the modules and files. */
class ReadmeTest {

    private static final MarkdownPage README = MarkdownPage.of(Repository.path("README.md"));
    private static final Pattern BOM_ENTRY =
            Pattern.compile("<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)</artifactId>");

    private final Path directory;

    ReadmeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void embeddingNeedsThreeModulesAndPrintsTheDocumentedLine() throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(directory));
        for (Class<?> module : List.of(TransferQuery.class, ListVolumeTransfers.class, InMemoryTransferQuery.class)) {
            classPath.add(Path.of(
                    module.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        Snippet.of(README.blocks("java").get(0)).compile(classPath, directory);

        String printed = printedBy(classPath);

        assertTrue(
                README.section("### Embedders: use the library").contains("This prints `" + printed.strip() + "`."),
                printed);
    }

    private static String printedBy(List<Path> classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader isolated =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            isolated.loadClass(Snippet.WRAPPER).getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void artifactsAreThoseOfTheBom() {
        List<String> managed = BOM_ENTRY
                .matcher(Repository.text(Repository.path("bom/pom.xml")))
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
        List<String> documented = README.table("artifact").stream()
                .map(row -> row.get(0).replace("`", ""))
                .sorted()
                .toList();

        assertEquals(managed, documented);
    }

    @Test
    void everyNameInTheMapIsLinkedToItsFile() {
        String map = README.section("## The map of the code");
        Map<String, List<Path>> sources = Repository.sources().stream()
                .filter(file -> file.toString().contains("src" + File.separator + "main"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString().replace(".java", "")));
        List<String> names = MarkdownPage.code(map).stream()
                .filter(name -> Character.isUpperCase(name.charAt(0)))
                .toList();

        assertTrue(names.contains("TransferRoutes"), "the map lacks the class where a request enters: " + names);
        for (String name : names) {
            List<Path> files = sources.getOrDefault(name, List.of());
            assertEquals(1, files.size(), name + " must be the name of exactly one file: " + files);
            String link = "[`" + name + "`](" + Repository.relative(files.get(0)) + ")";
            assertTrue(map.contains(link), "the map lacks " + link);
        }
    }

    @Test
    void curlCommandIsAnsweredWithTheDocumentedTransfers() throws Exception {
        Matcher curl = MarkdownPage.CURL.matcher(String.join("", README.blocks("sh")));
        assertTrue(curl.find(), "no curl command of the supported form");
        URI documented = URI.create(curl.group(3));
        assertEquals(Setting.LISTEN.defaultText(), documented.getAuthority());

        ReadSettings read = ReadSettings.of("--listen", "127.0.0.1:0");
        try (TransferServer server = TransferServer.start(read.server())) {
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
}

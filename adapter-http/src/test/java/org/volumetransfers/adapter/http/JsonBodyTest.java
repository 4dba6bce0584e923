package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings of JSON, compared with those of Jackson. */
class JsonBodyTest {

    private static final JsonFactory JACKSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    @Test
    void everyCharacterAlone() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertAsJackson(Character.toString(c));
        }
    }

    @Test
    void everyCharacterWithinPlainText() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertAsJackson("volume " + (char) c + " transfer");
        }
    }

    @Test
    void everyPairOfSpecialCharacters() {
        String odd =
                "\0\u0001\b\t\n\f\r\u001F \"/\\a\u007F\u0080\u07FF\u0800\u2028\uD7FF\uD800\uDBFF\uDC00\uDFFF\uE000\uFFFF";
        for (int first = 0; first < odd.length(); first++) {
            for (int second = 0; second < odd.length(); second++) {
                String pair = "" + odd.charAt(first) + odd.charAt(second);
                assertAsJackson(pair);
                assertAsJackson("x" + pair + pair + "y");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x100, 0x3000, 0x10000, Character.MAX_CODE_POINT + 1})
    void randomTextsOfAnyLength(int bound) {
        Random random = new Random(bound);
        for (int i = 0; i < 20_000; i++) {
            assertAsJackson(text(random, random.nextInt(300), bound));
        }
    }

    @Test
    void unpairedSurrogatesAreWrittenAsValidUtf8() throws CharacterCodingException {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            char[] units = new char[random.nextInt(20)];
            for (int at = 0; at < units.length; at++) {
                units[at] = (char) (random.nextInt(4) == 0 ? 'a' : 0xD800 + random.nextInt(0x800));
            }
            String text = new String(units);
            StandardCharsets.UTF_8.newDecoder().decode(written(text, 64));
            assertAsJackson(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "\"", "\u0000", "\u00FC", "\u8F6C", "\uD83D\uDCBF", "\uD83D"})
    void theArrayMayGrowAtAnyPosition(String text) {
        String twice = text + text;
        for (int capacity = 0; capacity < 32; capacity++) {
            assertEquals(utf8(jackson(twice)), utf8(written(twice, capacity)));
        }
    }

    @Test
    void constantsAreWrittenUnchanged() {
        for (int capacity = 0; capacity < 40; capacity++) {
            JsonBody json = new JsonBody(capacity);
            json.write(JsonBody.json("{\"a\":["));
            json.writeText(null);
            json.write(JsonBody.json(","));
            json.writeText("b");
            json.write(JsonBody.json(",\""));
            json.writePlain("~c");
            json.write(JsonBody.json("\"]}"));
            assertEquals("{\"a\":[null,\"b\",\"~c\"]}", utf8(json.take()));
        }
    }

    private static String text(Random random, int length, int bound) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, length).forEach(i -> text.appendCodePoint(random.nextInt(bound)));
        return text.toString();
    }

    private static void assertAsJackson(String text) {
        ByteBuffer expected = jackson(text);
        ByteBuffer actual = written(text, 64);
        if (!expected.equals(actual)) {
            assertEquals(
                    utf8(expected),
                    utf8(actual),
                    () -> text.codePoints()
                            .mapToObj(Integer::toHexString)
                            .toList()
                            .toString());
        }
    }

    private static ByteBuffer written(String text, int capacity) {
        JsonBody json = new JsonBody(capacity);
        json.writeText(text);
        return json.take();
    }

    private static ByteBuffer jackson(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JACKSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    private static String utf8(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}

package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameCacheTest {

    private final @Nullable String before = System.getProperty(Main.NAME_CACHE);

    @AfterEach
    void restoreProperty() {
        if (before == null) {
            System.clearProperty(Main.NAME_CACHE);
        } else {
            System.setProperty(Main.NAME_CACHE, before);
        }
    }

    @Test
    void namesAreCachedForFiveSeconds() {
        System.clearProperty(Main.NAME_CACHE);

        Main.shortenNameCache();

        assertEquals("5", System.getProperty(Main.NAME_CACHE));
    }

    @Test
    void settingOfTheOperatorIsKept() {
        System.setProperty(Main.NAME_CACHE, "0");

        Main.shortenNameCache();

        assertEquals("0", System.getProperty(Main.NAME_CACHE));
    }
}

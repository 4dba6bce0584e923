package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameCacheTest {

    private final @Nullable String before = System.getProperty(NameCache.PROPERTY);

    @AfterEach
    void restoreProperty() {
        if (before == null) {
            System.clearProperty(NameCache.PROPERTY);
        } else {
            System.setProperty(NameCache.PROPERTY, before);
        }
    }

    @Test
    void namesAreCachedForFiveSeconds() {
        System.clearProperty(NameCache.PROPERTY);

        NameCache.shorten();

        assertEquals("5", System.getProperty(NameCache.PROPERTY));
    }

    @Test
    void settingOfTheOperatorIsKept() {
        System.setProperty(NameCache.PROPERTY, "0");

        NameCache.shorten();

        assertEquals("0", System.getProperty(NameCache.PROPERTY));
    }
}

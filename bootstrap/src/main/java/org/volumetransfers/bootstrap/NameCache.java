package org.volumetransfers.bootstrap;

/** How long the JVM caches resolved names. The default of 30 s is long for a name that moves in a failover. */
final class NameCache {

    /**
     * Ranks below {@code networkaddress.cache.ttl} of the file {@code java.security}, so that a value there remains in
     * effect. Setting that property instead would start logging before it is set up.
     */
    static final String PROPERTY = "sun.net.inetaddr.ttl";

    static final String SECONDS = "5";

    private NameCache() {}

    /** Shortens the time, unless the operator has set one. Takes effect before the first name is resolved. */
    static void shorten() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, SECONDS);
        }
    }
}

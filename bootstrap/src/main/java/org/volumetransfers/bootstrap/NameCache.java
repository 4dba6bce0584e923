package org.volumetransfers.bootstrap;

/**
 * How long the JVM remembers the address of a name: by default half a minute, which is long for a name that moves to
 * another address in a failover.
 */
final class NameCache {

    /**
     * Ranks behind {@code networkaddress.cache.ttl} of the file {@code java.security}, so that a value there stays in force.
     * Setting that one instead would start logging before it is set up.
     */
    static final String PROPERTY = "sun.net.inetaddr.ttl";

    static final String SECONDS = "5";

    private NameCache() {}

    /**
     * Has names resolved again after {@value #SECONDS} s, unless the operator chose another time. To be called before
     * anything is resolved.
     */
    static void shorten() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, SECONDS);
        }
    }
}

package org.volumetransfers.bootstrap.architecture;

/**
 * The packages of the rings of the hexagon below a root: that of the project, or that of classes planted to violate the rules.
 *
 * @param root for example {@code org.volumetransfers}
 */
record Rings(String root) {

    static final Rings REAL = new Rings("org.volumetransfers");

    String domain() {
        return root + ".domain..";
    }

    String application() {
        return root + ".application..";
    }

    String ports() {
        return root + ".application.port..";
    }

    String services() {
        return root + ".application.service..";
    }

    String adapters() {
        return root + ".adapter..";
    }

    /** Returns, for example, {@code org.volumetransfers.adapter.http..}. */
    String adapter(String technology) {
        return root + ".adapter." + technology + "..";
    }

    String testkit() {
        return root + ".testkit..";
    }

    String bootstrap() {
        return root + ".bootstrap..";
    }

    /** Returns the full name of a class or package of {@code bootstrap}. */
    String inBootstrap(String name) {
        return root + ".bootstrap." + name;
    }
}

package org.volumetransfers.bootstrap.architecture;

/**
 * Where the rings of the hexagon lie below a root: that of the project, or that of classes planted to break the rules.
 *
 * @param root for instance {@code org.volumetransfers}
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

    /** For instance {@code org.volumetransfers.adapter.http..}. */
    String adapter(String technology) {
        return root + ".adapter." + technology + "..";
    }

    String testkit() {
        return root + ".testkit..";
    }

    String bootstrap() {
        return root + ".bootstrap..";
    }

    /** The full name of a class or package of {@code bootstrap}. */
    String inBootstrap(String name) {
        return root + ".bootstrap." + name;
    }
}

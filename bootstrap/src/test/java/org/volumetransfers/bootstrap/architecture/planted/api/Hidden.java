package org.volumetransfers.bootstrap.architecture.planted.api;

/** Breaks nothing. */
final class Hidden {
    /** No more public than what it is in. */
    public static final class Inner {}
}

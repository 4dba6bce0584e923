package org.volumetransfers.bootstrap.architecture.planted.names;

/** Breaks nothing. */
final class Helpful {}

package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

/** Breaks nothing. */
public final class Keeps {}

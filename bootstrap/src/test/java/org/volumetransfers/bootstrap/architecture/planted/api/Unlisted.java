package org.volumetransfers.bootstrap.architecture.planted.api;

/** Breaks: only listed types are public. */
public final class Unlisted {}

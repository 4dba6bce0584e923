package org.volumetransfers.bootstrap.architecture.planted.marks.marked;

/** Breaks nothing. */
final class Marked {}

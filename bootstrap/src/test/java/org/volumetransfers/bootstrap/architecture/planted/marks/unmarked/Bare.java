package org.volumetransfers.bootstrap.architecture.planted.marks.unmarked;

/** Breaks: packages are marked. */
final class Bare {}

package org.volumetransfers.adapter.keystone;

import java.io.IOException;

/** An answer has more bytes than anybody needs. */
final class AnswerTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLongException(int mostBytes) {
        super("the answer is longer than " + mostBytes + " bytes");
    }
}

package org.volumetransfers.adapter.http.engine;

/** There is no memory left for a response; nothing of it has been sent. Carries no stack trace. */
public final class OverloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverloadException(String message) {
        super(message, null, false, false);
    }
}

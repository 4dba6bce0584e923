package org.volumetransfers.adapter.keystone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/** Collects the bytes of a response up to a limit, beyond which the exchange fails. */
final class LimitedBody implements BodyHandler<byte[]> {

    /** A token without a catalog takes some hundred bytes; with hundreds of roles, some ten thousand. */
    private static final int MAX_BYTES = 1 << 20;

    /** A response exceeds the limit. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("the response is longer than " + MAX_BYTES + " bytes");
        }
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo head) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(more -> add(more, bytes))),
                end -> bytes.toByteArray());
    }

    private static void add(byte[] more, ByteArrayOutputStream bytes) {
        if (bytes.size() + more.length > MAX_BYTES) {
            throw new UncheckedIOException(new TooLongException());
        }
        bytes.writeBytes(more);
    }
}

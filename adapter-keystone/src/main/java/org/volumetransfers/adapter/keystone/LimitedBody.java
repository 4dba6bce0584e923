package org.volumetransfers.adapter.keystone;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, as long as there are not too many; of more than that nothing is kept. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final int mostBytes;
    private @Nullable Subscription subscription;
    private long count;

    private LimitedBody(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Reads bodies of at most so many bytes; the exchange of a larger one fails. */
    static BodyHandler<byte[]> of(int mostBytes) {
        return head -> new LimitedBody(mostBytes);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        bytes.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        count += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (count <= mostBytes) {
            bytes.onNext(part);
        } else if (subscription != null) {
            subscription.cancel();
            bytes.onError(new AnswerTooLongException(mostBytes));
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}

package org.volumetransfers.adapter.keystone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** A verifier that is asked, and answers when the test says so. */
final class AskedVerifier implements TokenVerifier {

    private final List<CompletableFuture<Caller>> questions = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Caller> verify(AuthToken token) {
        CompletableFuture<Caller> question = new CompletableFuture<>();
        questions.add(question);
        return question;
    }

    /** How many questions there have been. */
    synchronized int count() {
        return questions.size();
    }

    /** The question asked last. */
    synchronized CompletableFuture<Caller> last() {
        return questions.get(questions.size() - 1);
    }
}

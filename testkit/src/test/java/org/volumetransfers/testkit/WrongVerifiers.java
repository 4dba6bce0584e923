package org.volumetransfers.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TokenRejectedException;

/** Verifiers with one mistake each, and who must notice it. */
final class WrongVerifiers {

    static final TokenVerifier AWAY = token -> CompletableFuture.failedFuture(away("connection refused"));

    static final List<WrongVerifier> ALL = List.of(
            wrong(
                    "case does not count",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            return firstOf(known, text -> text.equalsIgnoreCase(token));
                        }
                    },
                    "Exactness",
                    "Exactness.aTokenThatDiffersInCaseIsRejected"),
            wrong(
                    "the beginning suffices",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            Caller exact = super.find(known, token);
                            return exact != null ? exact : firstOf(known, text -> text.startsWith(token));
                        }
                    },
                    "Exactness",
                    "Exactness.theBeginningOfATokenIsRejected"),
            wrong(
                    "known by hash code",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            return firstOf(known, text -> text.hashCode() == token.hashCode());
                        }
                    },
                    "Exactness",
                    "Exactness.tokensThatDifferLittleAreDifferentTokens"),
            wrong(
                    "known by the first 4096 characters",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            return firstOf(known, text -> cut(text).equals(cut(token)));
                        }
                    },
                    "Known",
                    "Known.longTokensAreKnown"),
            wrong(
                    "expiry with grace",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        boolean isExpired(Caller caller, Instant now) {
                            return super.isExpired(caller, now.minusSeconds(30));
                        }
                    },
                    "Expiry",
                    "Expiry.aTokenIsRefusedAtTheMomentItExpires",
                    "Expiry.aTokenIsRefusedEverAfter"),
            wrong(
                    "good at the moment of expiry",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        boolean isExpired(Caller caller, Instant now) {
                            return caller.expiresAt() != null && now.isAfter(caller.expiresAt());
                        }
                    },
                    "Expiry",
                    "Expiry.aTokenIsRefusedAtTheMomentItExpires"),
            wrong(
                    "expiry in whole seconds",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        boolean isExpired(Caller caller, Instant now) {
                            return caller.expiresAt() != null
                                    && !now.isBefore(caller.expiresAt().truncatedTo(ChronoUnit.SECONDS));
                        }
                    },
                    "Expiry",
                    "Expiry.aTokenIsGoodAMicrosecondBeforeItExpires"),
            wrong(
                    "once good, always good",
                    (tokens, clock) -> {
                        TokenVerifier verifier = new ReferenceVerifier(tokens, clock);
                        Map<AuthToken, CompletionStage<Caller>> remembered = new ConcurrentHashMap<>();
                        return token -> remembered.computeIfAbsent(token, verifier::verify);
                    },
                    "Expiry",
                    "Expiry.aTokenThatWasGoodIsRefusedAtTheMomentItExpires",
                    "Expiry.aTokenThatWasGoodShortlyBeforeIsRefusedAtTheMomentItExpires"),
            wrong(
                    "roles lost",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        Caller returned(Caller caller) {
                            return new Caller(caller.project(), Set.of(), caller.expiresAt());
                        }
                    },
                    "Known Exactness Expiry Independence",
                    "Known.allRolesComeBackAsTheyAreWritten"),
            wrong(
                    "expiry lost",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        Caller returned(Caller caller) {
                            return new Caller(caller.project(), caller.roles(), null);
                        }
                    },
                    "Known Exactness Expiry Independence",
                    "Known.expiryKeepsItsMicroseconds"),
            wrong(
                    "unscoped tokens unknown",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            Caller caller = super.find(known, token);
                            return caller == null || caller.project() == null ? null : caller;
                        }
                    },
                    "Known Exactness",
                    "Known.anUnscopedTokenHasNoProject"),
            wrong(
                    "unknown means unavailable",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        CompletionStage<Caller> rejected() {
                            return CompletableFuture.failedFuture(away("404"));
                        }
                    },
                    "Known Exactness Expiry Independence",
                    "Exactness.anUnknownTokenIsRejected"),
            wrong(
                    "unknown means cancelled",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        CompletionStage<Caller> rejected() {
                            CompletableFuture<Caller> never = new CompletableFuture<>();
                            never.cancel(false);
                            return never;
                        }
                    },
                    "Known Exactness Expiry Independence",
                    "Exactness.anUnknownTokenIsRejected"),
            wrong(
                    "throws",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        CompletionStage<Caller> rejected() {
                            throw new TokenRejectedException();
                        }
                    },
                    "Known Exactness Expiry Independence",
                    "Exactness.anUnknownTokenIsRejected"),
            wrong(
                    "askers share a field",
                    (tokens, clock) -> {
                        Mixing<AuthToken> field = new Mixing<>();
                        TokenVerifier verifier = new ReferenceVerifier(tokens, clock);
                        return token -> verifier.verify(field.mixedUp(token));
                    },
                    "Independence",
                    "Independence.parallelAskersEachGetTheirOwnCaller"),
            wrongWhenAway(
                    "away means rejected",
                    token -> CompletableFuture.failedFuture(new TokenRejectedException()),
                    "Failure.anUnreachableIdentityServiceIsUnavailableAndNoRejection"),
            wrongWhenAway(
                    "away means welcome",
                    token -> CompletableFuture.completedFuture(TokenTopic.MEMBER),
                    "Failure.anUnreachableIdentityServiceIsUnavailableAndNoRejection"),
            wrongWhenAway(
                    "away throws",
                    token -> {
                        throw away("connection refused");
                    },
                    "Failure.anUnreachableIdentityServiceIsUnavailableAndNoRejection"),
            wrongWhenAway(
                    "away blames storage",
                    token -> CompletableFuture.failedFuture(
                            new BackendUnavailableException(Backend.STORAGE, "connection refused", null)),
                    "Failure.anUnreachableIdentityServiceIsUnavailableAndNoRejection"),
            wrongWhenAway(
                    "away tells the token",
                    token -> CompletableFuture.failedFuture(away("could not verify " + token.value())),
                    "Failure.theFailureDoesNotTellTheToken"),
            wrongWhenAway(
                    "away is remembered as a rejection",
                    rejectingFromTheSecondTime(),
                    "Failure.aFailureIsNotRememberedAsARejection"));

    private WrongVerifiers() {}

    private static WrongVerifier wrong(
            String name,
            BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> knowing,
            String noticedBy,
            String... witnesses) {
        return new WrongVerifier(name, knowing, AWAY, true, Expected.failures(noticedBy, witnesses));
    }

    private static WrongVerifier wrongWhenAway(String name, TokenVerifier unreachable, String witness) {
        return new WrongVerifier(
                name, ReferenceVerifier::new, unreachable, true, Expected.failures("Failure", witness));
    }

    private static BackendUnavailableException away(String message) {
        return new BackendUnavailableException(Backend.IDENTITY, message, null);
    }

    private static @Nullable Caller firstOf(Map<AuthToken, Caller> known, Predicate<String> isMeant) {
        for (Map.Entry<AuthToken, Caller> entry : known.entrySet()) {
            if (isMeant.test(entry.getKey().value())) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static String cut(String token) {
        return token.substring(0, Math.min(token.length(), 4_096));
    }

    private static TokenVerifier rejectingFromTheSecondTime() {
        Set<AuthToken> asked = ConcurrentHashMap.newKeySet();
        return token ->
                asked.add(token) ? AWAY.verify(token) : CompletableFuture.failedFuture(new TokenRejectedException());
    }
}

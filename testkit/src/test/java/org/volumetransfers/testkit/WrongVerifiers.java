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

/** Verifiers with one mistake each, and the tests that must fail. */
final class WrongVerifiers {

    static final TokenVerifier UNREACHABLE = token -> CompletableFuture.failedFuture(unavailable("connection refused"));

    static final List<WrongVerifier> ALL = List.of(
            wrong(
                    "tokens ignore case",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            return firstOf(known, text -> text.equalsIgnoreCase(token));
                        }
                    },
                    "Exactness",
                    "Exactness.aTokenThatDiffersInCaseIsRejected"),
            wrong(
                    "tokens match a prefix",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            Caller exact = super.find(known, token);
                            return exact != null ? exact : firstOf(known, text -> text.startsWith(token));
                        }
                    },
                    "Exactness",
                    "Exactness.aPartOfATokenIsRejected"),
            wrong(
                    "known by hash code",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            return firstOf(known, text -> text.hashCode() == token.hashCode());
                        }
                    },
                    "Exactness",
                    "Exactness.similarTokensAreDifferentTokens"),
            wrong(
                    "known by the first 4096 characters",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
                            return firstOf(known, text -> truncated(text).equals(truncated(token)));
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
                    "Expiry.aTokenIsRejectedFromTheMomentItExpires"),
            wrong(
                    "valid at the moment of expiry",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        boolean isExpired(Caller caller, Instant now) {
                            return caller.expiresAt() != null && now.isAfter(caller.expiresAt());
                        }
                    },
                    "Expiry",
                    "Expiry.aTokenIsRejectedFromTheMomentItExpires"),
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
                    "Expiry.aTokenIsValidAMicrosecondBeforeItExpires"),
            wrong(
                    "cached without expiry",
                    (tokens, clock) -> {
                        TokenVerifier verifier = new ReferenceVerifier(tokens, clock);
                        Map<AuthToken, CompletionStage<Caller>> cached = new ConcurrentHashMap<>();
                        return token -> cached.computeIfAbsent(token, verifier::verify);
                    },
                    "Expiry",
                    "Expiry.aTokenThatWasValidIsRejectedFromTheMomentItExpires"),
            wrong(
                    "roles lost",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        Caller returned(Caller caller) {
                            return new Caller(caller.project(), Set.of(), caller.expiresAt());
                        }
                    },
                    "Known Exactness Expiry",
                    "Known.allRolesComeBackUnchanged"),
            wrong(
                    "expiry lost",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        Caller returned(Caller caller) {
                            return new Caller(caller.project(), caller.roles(), null);
                        }
                    },
                    "Known Exactness Expiry",
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
                    "Known.rolesAndProjectMayBeMissing"),
            wrong(
                    "unknown means unavailable",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        CompletionStage<Caller> rejected() {
                            return CompletableFuture.failedFuture(unavailable("404"));
                        }
                    },
                    "Known Exactness Expiry",
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
                    "Known Exactness Expiry",
                    "Exactness.anUnknownTokenIsRejected"),
            wrong(
                    "throws",
                    (tokens, clock) -> new ReferenceVerifier(tokens, clock) {
                        @Override
                        CompletionStage<Caller> rejected() {
                            throw new TokenRejectedException();
                        }
                    },
                    "Known Exactness Expiry",
                    "Exactness.anUnknownTokenIsRejected"),
            wrong(
                    "callers share a field",
                    (tokens, clock) -> {
                        Mixing<AuthToken> field = new Mixing<>();
                        TokenVerifier verifier = new ReferenceVerifier(tokens, clock);
                        return token -> verifier.verify(field.exchanged(token));
                    },
                    "Known",
                    "Known.parallelVerificationsEachGetTheirOwnCaller"),
            wrongIfUnreachable(
                    "unreachable rejects",
                    token -> CompletableFuture.failedFuture(new TokenRejectedException()),
                    "Failure.anUnreachableIdentityServiceIsReportedAsUnavailableEveryTime"),
            wrongIfUnreachable(
                    "unreachable admits",
                    token -> CompletableFuture.completedFuture(TokenTopic.MEMBER),
                    "Failure.anUnreachableIdentityServiceIsReportedAsUnavailableEveryTime"),
            wrongIfUnreachable(
                    "unreachable throws",
                    token -> {
                        throw unavailable("connection refused");
                    },
                    "Failure.anUnreachableIdentityServiceIsReportedAsUnavailableEveryTime"),
            wrongIfUnreachable(
                    "unreachable blames storage",
                    token -> CompletableFuture.failedFuture(
                            new BackendUnavailableException(Backend.STORAGE, "connection refused", null)),
                    "Failure.anUnreachableIdentityServiceIsReportedAsUnavailableEveryTime"),
            wrongIfUnreachable(
                    "unreachable reports the token",
                    token -> CompletableFuture.failedFuture(unavailable("could not verify " + token.value())),
                    "Failure.theFailureDoesNotContainTheToken"),
            wrongIfUnreachable(
                    "unreachable is cached as a rejection",
                    rejectingFromTheSecondTime(),
                    "Failure.anUnreachableIdentityServiceIsReportedAsUnavailableEveryTime"));

    private WrongVerifiers() {}

    private static WrongVerifier wrong(
            String name,
            BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> knowing,
            String failingTopics,
            String... witnesses) {
        return new WrongVerifier(name, knowing, UNREACHABLE, true, Expected.failures(failingTopics, witnesses));
    }

    private static WrongVerifier wrongIfUnreachable(String name, TokenVerifier unreachable, String witness) {
        return new WrongVerifier(
                name, ReferenceVerifier::new, unreachable, true, Expected.failures("Failure", witness));
    }

    private static BackendUnavailableException unavailable(String message) {
        return new BackendUnavailableException(Backend.IDENTITY, message, null);
    }

    private static @Nullable Caller firstOf(Map<AuthToken, Caller> known, Predicate<String> matches) {
        for (Map.Entry<AuthToken, Caller> entry : known.entrySet()) {
            if (matches.test(entry.getKey().value())) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static String truncated(String token) {
        return token.substring(0, Math.min(token.length(), 4_096));
    }

    private static TokenVerifier rejectingFromTheSecondTime() {
        Set<AuthToken> verified = ConcurrentHashMap.newKeySet();
        return token -> verified.add(token)
                ? UNREACHABLE.verify(token)
                : CompletableFuture.failedFuture(new TokenRejectedException());
    }
}

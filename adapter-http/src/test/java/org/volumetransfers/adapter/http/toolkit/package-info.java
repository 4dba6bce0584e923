/**
 * A toolkit for tests of the HTTP edge: a server over fakes ({@link org.volumetransfers.adapter.http.toolkit.Edge}), a client
 * that controls every byte ({@link org.volumetransfers.adapter.http.toolkit.RawClient}), and the rules that every response
 * obeys ({@link org.volumetransfers.adapter.http.toolkit.ResponseRules}). Published as the classifier {@code tests} for other
 * modules; their own test dependencies must include JUnit Jupiter, Jackson, Awaitility and {@code volume-transfers-testkit}.
 */
@NullMarked
package org.volumetransfers.adapter.http.toolkit;

import org.jspecify.annotations.NullMarked;

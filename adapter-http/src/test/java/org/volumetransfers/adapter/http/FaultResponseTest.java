package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.TransferQuery;

/** Every row of the error table as a response, including those that no option leads to yet. Contract, section 5. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultResponseTest {

    private final TransferQuery stored = NumberedTransfers.plain(3);
    private final Edge edge;

    FaultResponseTest() throws IOException {
        edge = Edge.over(stored);
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @Test
    void everyRowIsAResponse() throws IOException {
        AtomicReference<Fault> current = new AtomicReference<>(Fault.INTERNAL);
        try (CapturedLog log = new CapturedLog();
                Edge refusing = Edge.with(stored)
                        .authenticatedBy((token, project, action) -> {
                            throw Objects.requireNonNull(current.get()).refused("x");
                        })
                        .start();
                RawClient client = refusing.client()) {
            for (Fault fault : EnumSet.complementOf(EnumSet.of(Fault.METHOD_NOT_ALLOWED))) {
                current.set(fault);
                for (int i = 0; i < 2; i++) {
                    FaultRules.assertFault(fault, client.exchange(Requests.list("")), "x");
                }
                String head = Requests.of("HEAD", Requests.LIST, Requests.TOKEN);
                FaultRules.assertFaultHead(fault, client.exchange(head));
                FaultRules.assertFault(fault, client.exchange(Requests.list("")), "x");
            }
            log.assertKinds(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "Head", "PROPFIND", "X"})
    void otherMethodsAreRow2(String method) throws IOException {
        FaultRules.assertFault(Fault.METHOD_NOT_ALLOWED, edge.send(Requests.of(method, Requests.LIST)));
        FaultRules.assertFault(
                Fault.METHOD_NOT_ALLOWED, edge.send(Requests.of(method, Requests.LIST + "?x=%ff", Requests.TOKEN)));
    }

    @Test
    void methodsThatDifferFromHeadInCaseGetABody() throws IOException {
        try (RawClient client = edge.client()) {
            client.send(Requests.of("head", "/nowhere") + Requests.of("HeAD", Requests.LIST) + Requests.list(""));
            FaultRules.assertFault(Fault.NOT_FOUND, client.response());
            FaultRules.assertFault(Fault.METHOD_NOT_ALLOWED, client.response());
            ResponseRules.assertListing(3, client.response());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "/v2//",
                "/v4",
                "/v2/firstproject",
                "/firstproject/os-volume-transfer",
                "/firstproject/os-volume-transfer/",
                "/firstproject/os-volume-transfer/detail",
                "/firstproject/os-volume-transfer/%64etail",
                "/v2/firstproject/os-volume-transfer/detail/",
                "/v2/firstproject/os-volume-transfer/detail/x",
                "/v2/firstproject/os-volume-transfer/x/",
                "/v2/firstproject/os-volume-transfer/x/accept",
                "/v2/firstproject/volume-transfers",
                "/v2/firstproject/",
                "/v2/firstproject/os-volume-transfer/",
                "/v2/firstproject/os-volume-transfer//",
                "/v2/firstproject//os-volume-transfer",
                "/v2//os-volume-transfer",
                "//v2/firstproject/os-volume-transfer",
                "/v2/firstproject/os-volume-transfer;x",
                "/v2/firstproject/os-volume-transfer;x=1",
                "/v2;x/firstproject/os-volume-transfer",
                "/v2/firstproject/os-volume-transfers",
                "/v2/firstproject/os-volume-transfe",
                "/v2/firstproject/OS-volume-transfer",
                "/v2/firstproject/os-volume-transfer%2F",
                "/v2/firstproject%2Fos-volume-transfer",
                "/v2/firstproject/os-volume-transfer%00",
                "/v2/firstproject/os-volume-transfer%ff",
                "/v%ff/firstproject/os-volume-transfer",
                "/V2/firstproject/os-volume-transfer",
                "/v1/firstproject/os-volume-transfer",
                "/v2/x/../firstproject/os-volume-transfer",
                "/./v2/firstproject/os-volume-transfer",
                "/v2/firstproject/./os-volume-transfer"
            })
    void otherPathsAreRow1ForAnyMethod(String path) throws IOException {
        try (RawClient client = edge.client()) {
            FaultRules.assertFault(
                    Fault.NOT_FOUND,
                    client.send(Requests.get(path, Requests.TOKEN)).response());
            FaultRules.assertFault(
                    Fault.NOT_FOUND, client.send(Requests.of("DELETE", path)).response());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/firstproject/os%2Dvolume-transfer",
                "/%76%32/firstproject/os-volume-transfer",
                "/v2/%66irstproject/os-volume-transfer"
            })
    void anEscapedPathIsEquivalent(String path) throws IOException {
        ResponseRules.assertListing(3, edge.send(Requests.get(path, Requests.TOKEN)));
    }

    @Test
    void aMissingRoleIsRow8() throws IOException {
        try (Edge edge = Edge.with(stored).requiringRole("evs_admin").start()) {
            FaultRules.assertFault(Fault.POLICY, edge.send(Requests.list("?limit=0")));
        }
        try (Edge edge = Edge.with(stored).requiringRole("member").start()) {
            ResponseRules.assertListing(3, edge.send(Requests.list("")));
        }
    }

    @Test
    void invalidTokensAre400IfConfigured() throws IOException {
        try (Edge edge = Edge.with(stored)
                        .configured(c -> c.withBadTokenAnswer(BadTokenAnswer.BAD_REQUEST_400))
                        .start();
                RawClient client = edge.client()) {
            FaultRules.assertFault(
                    Fault.INVALID_TOKEN,
                    client.send(Requests.get(Requests.LIST)).response());
            for (String header : new String[] {
                "X-Auth-Token:", "X-Auth-Token: \t", "X-Auth-Token: unknown", Requests.TOKEN + "\r\n" + Requests.TOKEN
            }) {
                FaultRules.assertFault(
                        Fault.INVALID_TOKEN,
                        client.send(Requests.get(Requests.LIST, header)).response());
            }
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
        }
    }

    @Test
    void theChallengeNamesTheKeystoneUrl() throws IOException {
        BadTokenAnswer configured = BadTokenAnswer.UNAUTHORIZED_401.withKeystoneUrl("https://iam.example.com/v3/");
        try (Edge edge = Edge.with(stored)
                .configured(c -> c.withBadTokenAnswer(configured))
                .start()) {
            RawResponse response = edge.send(Requests.get(Requests.LIST));
            assertEquals(401, response.status());
            assertEquals("Keystone uri=\"https://iam.example.com/v3\"", response.header("WWW-Authenticate"));
        }
        try (Edge edge = Edge.with(stored)
                .configured(c ->
                        c.withBadTokenAnswer(BadTokenAnswer.BAD_REQUEST_400.withKeystoneUrl("https://iam.example.com")))
                .start()) {
            FaultRules.assertFault(Fault.INVALID_TOKEN, edge.send(Requests.get(Requests.LIST)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token:",
                "X-Auth-Token: \t ",
                "X-Auth-Token:\r\nX-Auth-Token: ",
                "X-Auth-Token: good-token\r\nX-Auth-Token: good-token",
                "X-Auth-Token: good-token\r\nX-Auth-Token:",
                "X-Auth-Token: good-token, good-token",
                "X-Auth-Token: good token",
                "X-Auth-Token: good-token\u00a0",
                "X-Auth-Token: \u00fc",
                "X-Auth-Token: Good-Token",
                "X-Subject-Token: good-token",
                "Authorization: Bearer good-token"
            })
    void missingAndInvalidTokensAreRows3And4(String header) throws IOException {
        FaultRules.assertFault(Fault.UNAUTHENTICATED, edge.send(Requests.get(Requests.LIST, header)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-auth-token: good-token", "X-AUTH-TOKEN:\t good-token \t", "X-Auth-Token:good-token"})
    void blanksAroundATokenAndTheCaseOfItsHeaderAreIgnored(String header) throws IOException {
        ResponseRules.assertListing(3, edge.send(Requests.get(Requests.LIST, header)));
    }
}

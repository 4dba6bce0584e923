package org.volumetransfers.bootstrap.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.bootstrap.acceptance.FailingPages.State;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * One row of the contract: a request, the state that it meets, and the expected response.
 *
 * @param version the header {@code OpenStack-API-Version}; null for none
 */
record ContractRow(
        String method,
        String target,
        @Nullable String token,
        @Nullable String version,
        BadTokenAnswer badTokenAnswer,
        State storage,
        Expected expected) {

    static final String PAST_THE_END = "offset param must be less than the number of disk transfers.";

    /** The transfers of the project, in order. */
    static final List<VolumeTransfer> TRANSFERS = SampleTransfers.plainRows(AcceptanceSetup.P, 3);

    /**
     * A response.
     *
     * @param next the link to the next page; null if there is none
     * @param version the negotiated version; null if there is none
     */
    record Expected(
            int status,
            JsonNode body,
            @Nullable String next,
            @Nullable String version) {

        Expected negotiated(@Nullable String negotiated) {
            return new Expected(status, body, next, negotiated);
        }
    }

    /** A request with a valid token. */
    static ContractRow at(String target, Expected expected) {
        return new ContractRow(
                "GET",
                target,
                AcceptanceSetup.TOKEN_OF_P,
                null,
                BadTokenAnswer.UNAUTHORIZED_401,
                State.AVAILABLE,
                target.matches("/v3/[^?].*") ? expected.negotiated("volume 3.0") : expected);
    }

    /** A listing with transfers, by their numbers from 1, and no next page. */
    static ContractRow lists(String query, Integer... transfers) {
        return at(AcceptanceSetup.LIST + query, list("v2", false, null, transfers));
    }

    /** A listing whose next page has this limit, and starts after the last transfer. */
    static ContractRow page(int limit, String query, Integer... transfers) {
        Integer last = transfers[transfers.length - 1];
        String next = AcceptanceSetup.PUBLIC_URL + AcceptanceSetup.LIST + "?limit=" + limit + "&marker=" + id(last);
        return at(AcceptanceSetup.LIST + query, list("v2", false, next, transfers));
    }

    static Expected list(String version, boolean detailed, @Nullable String next, Integer... transfers) {
        List<VolumeTransfer> listed =
                Stream.of(transfers).map(i -> TRANSFERS.get(i - 1)).toList();
        return new Expected(200, ContractJson.list(version, detailed, listed, next), next, null);
    }

    static ContractRow refused(String query, String message) {
        return at(AcceptanceSetup.LIST + query, error(400, "EVS.5400", message));
    }

    static Expected error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return new Expected(status, body, null, null);
    }

    /** The id of a transfer, by its number from 1; those above 3 are not listed. */
    static String id(int number) {
        return SampleTransfers.plain(AcceptanceSetup.P, number - 1).id().value();
    }

    /** Whether the response depends on what is stored. */
    boolean dependsOnStorage() {
        String body = expected.body().toString();
        return expected.status() == 200
                || body.contains(PAST_THE_END)
                || body.contains("EVS.1024")
                || body.contains("\"Transfer ");
    }

    String name() {
        String result = expected.body().toString();
        return method + " " + (target.length() > 120 ? target.substring(0, 120) + "..." : target) + ", "
                + (token == null ? "no token" : token.substring(0, Math.min(token.length(), 30))) + ", version "
                + version + ", storage " + storage + " -> " + expected.status() + " "
                + result.substring(0, Math.min(result.length(), 120));
    }

    String request(String withMethod) {
        return withMethod + " " + target
                + " HTTP/1.1\r\nHost: elsewhere.example\r\nX-Forwarded-Host: evil.example\r\n"
                + (token == null ? "" : AcceptanceSetup.header(token) + "\r\n")
                + (version == null ? "" : "OpenStack-API-Version: " + version + "\r\n") + "\r\n";
    }

    ContractRow withToken(@Nullable String other) {
        return new ContractRow(method, target, other, version, badTokenAnswer, storage, expected);
    }

    ContractRow withMethod(String other) {
        return new ContractRow(other, target, token, version, badTokenAnswer, storage, expected);
    }

    ContractRow withVersion(String requested, String negotiated) {
        Expected answer = expected.negotiated(negotiated);
        return new ContractRow(method, target, token, requested, badTokenAnswer, storage, answer);
    }

    ContractRow whereBadTokensAre400() {
        return new ContractRow(method, target, token, version, BadTokenAnswer.BAD_REQUEST_400, storage, expected);
    }

    ContractRow whileStorageIs(State state) {
        return new ContractRow(method, target, token, version, badTokenAnswer, state, expected);
    }
}

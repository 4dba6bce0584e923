package org.volumetransfers.bootstrap.acceptance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.bootstrap.acceptance.FailingPages.State;

/** One row of the contract: a request, the state that it meets, and the expected response. */
record ContractRow(
        String method,
        String target,
        @Nullable String token,
        BadTokenAnswer badTokenAnswer,
        State storage,
        Expected expected) {

    static final String PAST_THE_END = "offset param must be less than the number of disk transfers.";

    /** A listing of transfers, with a link to the next page or none; or an error. */
    record Expected(
            int status,
            String code,
            String message,
            List<Integer> transfers,
            @Nullable String link) {}

    /** A request with a valid token. */
    static ContractRow at(String target, Expected expected) {
        return new ContractRow(
                "GET", target, AcceptanceSetup.TOKEN_OF_P, BadTokenAnswer.UNAUTHORIZED_401, State.AVAILABLE, expected);
    }

    static ContractRow lists(String query, Integer... transfers) {
        return at(AcceptanceSetup.LIST + query, new Expected(200, "", "", List.of(transfers), null));
    }

    /** A listing whose next page has this limit and offset. */
    static ContractRow page(int limit, int next, String query, Integer... transfers) {
        String url = AcceptanceSetup.PUBLIC_URL + AcceptanceSetup.LIST + "?limit=" + limit + "&offset=" + next;
        Expected expected = new Expected(200, "", "", List.of(transfers), "<" + url + ">; rel=\"next\"");
        return at(AcceptanceSetup.LIST + query, expected);
    }

    static ContractRow refused(String query, String message) {
        return at(AcceptanceSetup.LIST + query, error(400, "EVS.5400", message));
    }

    static Expected error(int status, String code, String message) {
        return new Expected(status, code, message, List.of(), null);
    }

    /** Whether the response depends on what is stored. */
    boolean dependsOnStorage() {
        return expected.status() == 200 || expected.message().equals(PAST_THE_END);
    }

    String name() {
        return method + " " + (target.length() > 120 ? target.substring(0, 120) + "..." : target) + ", "
                + (token == null ? "no token" : token.substring(0, Math.min(token.length(), 30))) + ", storage "
                + storage + " -> " + expected.status() + " " + expected.message() + expected.transfers();
    }

    String request(String withMethod) {
        return withMethod + " " + target
                + " HTTP/1.1\r\nHost: elsewhere.example\r\nX-Forwarded-Host: evil.example\r\n"
                + (token == null ? "" : AcceptanceSetup.header(token) + "\r\n") + "\r\n";
    }

    ContractRow withToken(@Nullable String other) {
        return new ContractRow(method, target, other, badTokenAnswer, storage, expected);
    }

    ContractRow withMethod(String other) {
        return new ContractRow(other, target, token, badTokenAnswer, storage, expected);
    }

    ContractRow whereBadTokensAre400() {
        return new ContractRow(method, target, token, BadTokenAnswer.BAD_REQUEST_400, storage, expected);
    }

    ContractRow whileStorageIs(State state) {
        return new ContractRow(method, target, token, badTokenAnswer, state, expected);
    }
}

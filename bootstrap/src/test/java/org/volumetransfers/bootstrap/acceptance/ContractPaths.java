package org.volumetransfers.bootstrap.acceptance;

import java.util.List;

/** Request targets for {@link ContractRows}, by the row of the error table. */
final class ContractPaths {

    private ContractPaths() {}

    /** Row 1. */
    static final List<String> UNKNOWN = List.of(
            "/v1",
            "/v2//",
            "/v2/P",
            "/v3/P/",
            "/v3/P/volume-transfers",
            "/v3/P/volume-transfers/detail",
            "/v2/P/volumes/cac5c677-73a9-4288-bb9c-b2ebfb547377",
            "/v2/P/os-volume-transfer/detail/",
            "/v2/P/os-volume-transfer/detail/x",
            "/v2/P/os-volume-transfer/cac5c677-73a9-4288-bb9c-b2ebfb547377/",
            "/v2/P/os-volume-transfer/cac5c677-73a9-4288-bb9c-b2ebfb547377/accept",
            "/v2/P/os-volume-transfer/" + "x".repeat(256),
            "/v1/P/os-volume-transfer/cac5c677-73a9-4288-bb9c-b2ebfb547377",
            "/P/os-volume-transfer/",
            "/v2/P/os-volume-transfers",
            "/v2/P/os-volume-transfer/",
            "/v2/P/os-volume-transfer//",
            "/v2/P/os-volume-transfer;x",
            "/v2/P/os-volume-transfer;",
            "/v2/P/os-volume-transfer%2F",
            "/v2/P/os-volume-transfer%00",
            "/v2/P/os-volume-transfer%ff",
            "/v2/P/OS-VOLUME-TRANSFER",
            "/V2/P/os-volume-transfer",
            "/v2.1/P/os-volume-transfer",
            "/v2;x/P/os-volume-transfer",
            "//v2/P/os-volume-transfer",
            "/v2//os-volume-transfer",
            "/v2//P/os-volume-transfer",
            "/v2/P//os-volume-transfer",
            "/v2/P/./os-volume-transfer",
            "/v2/P/x/../os-volume-transfer",
            "/v2/os-volume-transfer",
            "/v2%2FP/os-volume-transfer",
            "/P/os-volume-transfer",
            "/v2/P/os-volume-transfer.json",
            "/favicon.ico");

    /** Row 5: project ids as spelled in the path. */
    static final List<String> INVALID_PROJECT_IDS = List.of(
            "a%2Fb",
            "a%20b",
            "a+b",
            "a.b",
            "..",
            ".",
            "a;b",
            "P;x",
            "a%3Bb",
            "a:b",
            "a@b",
            "a*b",
            "a~b",
            "%25",
            "%C3%A4",
            "a%0Ab",
            "x".repeat(65),
            "x".repeat(5000));

    /** Row 10; the HTTP parser itself refuses the first four. */
    static final List<String> UNDECODABLE = List.of(
            "/v2/P/os-volume-transfer?limit=%zz",
            "/v2/P/os-volume-transfer?%",
            "/v2/P/os-volume-transfer?limit=%1",
            "/v2/%zz/os-volume-transfer",
            "/v2/P/os-volume-transfer?limit=%ff",
            "/v2/P/os-volume-transfer?foo=%ff",
            "/v2/P/os-volume-transfer?%ff",
            "/v2/P/os-volume-transfer?limit=%00",
            "/v2/P/os-volume-transfer?limit=1&x=%00",
            "/v2/P/os-volume-transfer?x=%C0%80",
            "/v2/P/os-volume-transfer?x=%C0%AF",
            "/v2/P/os-volume-transfer?x=%ED%A0%80",
            "/v2/P/os-volume-transfer?x=%F5%80%80%80",
            "/v2/P/os-volume-transfer?x=%E2%82",
            "/v2/a%ff/os-volume-transfer",
            "/v2/a%00/os-volume-transfer",
            "/v2/P%C0%80/os-volume-transfer");
}

package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.volumetransfers.adapter.http.RouteTable.Operation;

/**
 * The probes of orchestrators and load balancers, which need no token. {@code GET /livez} shows that the process serves
 * requests; {@code GET /readyz} whether it should receive any, and what it lacks. Neither waits for anything. Source:
 * {@code docs/contract.md}, section 10.
 */
final class Probes {

    private final BooleanSupplier draining;
    private final Supplier<Readiness> readiness;

    /**
     * Creates the probes.
     *
     * @param draining whether the server is shutting down
     * @param readiness returns the current state at once
     */
    Probes(BooleanSupplier draining, Supplier<Readiness> readiness) {
        this.draining = draining;
        this.readiness = readiness;
    }

    void addTo(RouteTable routes) {
        byte[] alive = JsonBody.json("{\"status\":\"alive\"}");
        Operation live = new Operation("livez", null, call -> call.answer(StatusCodes.OK, ByteBuffer.wrap(alive)));
        routes.route("GET", "/livez", live).route("GET", "/readyz", new Operation("readyz", null, this::ready));
    }

    private void ready(Call call) {
        Readiness now = readiness.get();
        boolean isDraining = draining.getAsBoolean();
        boolean isReady = now.isReady() && !isDraining;
        JsonBody body = new JsonBody(128);
        body.write('{');
        member(body, "status", isDraining ? "draining" : isReady ? "ready" : "not ready");
        now.parts().forEach((part, isAvailable) -> {
            body.write(',');
            member(body, part, isAvailable ? "available" : "unavailable");
        });
        body.write('}');
        call.answer(isReady ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, body.take());
    }

    private static void member(JsonBody body, String name, String value) {
        body.writeText(name);
        body.write(':');
        body.writeText(value);
    }
}

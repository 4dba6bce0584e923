package org.volumetransfers.testkit;

import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the suspect of a {@link SuiteRun} into the suite. */
final class SuspectResolver implements ParameterResolver {

    static final ThreadLocal<Object> SUSPECT = new ThreadLocal<>();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isInstance(SUSPECT.get());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(SUSPECT.get());
    }
}

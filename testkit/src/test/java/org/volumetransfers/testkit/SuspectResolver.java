package org.volumetransfers.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a suite the suspect that the run names. */
final class SuspectResolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == WrongQuery.class || type == WrongVerifier.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name = context.getConfigurationParameter(SuiteRun.SUSPECT).orElseThrow();
        if (parameter.getParameter().getType() == WrongQuery.class) {
            return Stream.concat(TransferQueryContractTest.RIGHT.stream(), WrongQueries.ALL.stream())
                    .filter(query -> query.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
        return Stream.concat(TokenVerifierContractTest.RIGHT.stream(), WrongVerifiers.ALL.stream())
                .filter(verifier -> verifier.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

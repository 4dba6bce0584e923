package org.volumetransfers.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** Replaces one method of a JDBC object. The interfaces of JDBC are too large to be implemented for that. */
final class Replaced {

    private Replaced() {}

    /**
     * Returns an object that passes on all calls except those of one method.
     *
     * @param type the interface to implement
     * @param real receives the other calls
     * @param name the method to replace, whatever its parameters
     * @param replacement runs instead of it
     */
    static <T> T method(Class<T> type, T real, String name, Callable<?> replacement) {
        return type.cast(Proxy.newProxyInstance(
                Replaced.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return replacement.call();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}

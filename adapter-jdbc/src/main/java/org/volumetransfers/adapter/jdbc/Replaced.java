package org.volumetransfers.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** A JDBC object one of whose methods does something else. */
final class Replaced {

    private Replaced() {}

    /**
     * Returns an object that passes every call on, but those of one method.
     *
     * @param type the interface to implement
     * @param real takes the other calls
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

package org.volumetransfers.bootstrap;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signals SIGTERM and SIGINT. Java offers only shutdown hooks, which cannot tell a second signal from the first. The class
 * {@code sun.misc.Signal} can, but is not part of Java and cannot be compiled without warnings, hence reflection.
 */
final class StopSignals {

    private StopSignals() {}

    /** Runs {@code first} at the first signal, and {@code again} at each further one, on threads of the JVM. */
    static void handle(Runnable first, Runnable again) {
        AtomicBoolean stopping = new AtomicBoolean();
        Runnable stop = () -> (stopping.compareAndSet(false, true) ? first : again).run();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() != handlerType) {
                            return method.invoke(stop, arguments);
                        }
                        stop.run();
                        return null;
                    });
            for (String name : List.of("TERM", "INT")) {
                Object named = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handlerType).invoke(null, named, handler);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
        }
    }
}

package org.volumetransfers.adapter.keystone;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which clients take turns; the elements of one client keep their order. Not thread-safe.
 *
 * @param <T> the type of the elements, compared by identity
 */
final class ClientTurns<T> {

    /** The client whose turn is next comes first. */
    private final Map<String, Deque<T>> byClient = new LinkedHashMap<>();

    private int size;

    int size() {
        return size;
    }

    void add(String client, T added) {
        byClient.computeIfAbsent(client, any -> new ArrayDeque<>(2)).add(added);
        size++;
    }

    /** Removes the next one of the client whose turn it is; null if none waits. */
    @Nullable T poll() {
        Iterator<Map.Entry<String, Deque<T>>> turns = byClient.entrySet().iterator();
        if (!turns.hasNext()) {
            return null;
        }
        Map.Entry<String, Deque<T>> turn = turns.next();
        turns.remove();
        T next = turn.getValue().remove();
        size--;
        if (!turn.getValue().isEmpty()) {
            byClient.put(turn.getKey(), turn.getValue());
        }
        return next;
    }

    /** Removes one, if it still waits. */
    void remove(String client, T removed) {
        Deque<T> ofClient = byClient.get(client);
        if (ofClient != null && ofClient.remove(removed)) {
            size--;
            if (ofClient.isEmpty()) {
                byClient.remove(client);
            }
        }
    }

    /**
     * Removes the latest one of the client with most, to make room for another client's; null if that client would then have
     * most.
     */
    @Nullable T makeRoomFor(String client) {
        Deque<T> ofClient = byClient.get(client);
        int share = ofClient == null ? 0 : ofClient.size();
        Deque<T> most = byClient.values().stream()
                .max(Comparator.comparingInt(Deque::size))
                .filter(largest -> largest.size() > share + 1)
                .orElse(null);
        if (most == null) {
            return null;
        }
        size--;
        return most.removeLast();
    }
}

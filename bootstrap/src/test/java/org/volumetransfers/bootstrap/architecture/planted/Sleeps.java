package org.volumetransfers.bootstrap.architecture.planted;

/** Breaks: neither production code nor tests sleep. */
final class Sleeps {
    void doze() throws InterruptedException {
        Thread.sleep(1);
    }
}

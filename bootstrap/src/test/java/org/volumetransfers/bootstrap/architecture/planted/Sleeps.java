package org.volumetransfers.bootstrap.architecture.planted;

/** Breaks: nobody sleeps. */
final class Sleeps {
    void doze() throws InterruptedException {
        Thread.sleep(1);
    }
}

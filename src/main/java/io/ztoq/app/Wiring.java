package io.ztoq.app;

import io.ztoq.call.Door;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import java.util.function.BooleanSupplier;

/**
 * What the beans of every flow are made from. One {@code ...Beans} class per flow turns it into the
 * named beans that the flow's routes call; nothing else in the product creates them.
 *
 * @param projectKey Zephyr key of the project of this run
 * @param runId of this run, unique in the store
 * @param zephyr {@code direct:call-zephyr}
 * @param qtest {@code direct:call-qtest}
 * @param stopRequested true after Ctrl-C: take no new work, finish what is under way
 */
public record Wiring(
    Settings settings,
    Store store,
    String projectKey,
    String runId,
    Door zephyr,
    Door qtest,
    BooleanSupplier stopRequested) {}

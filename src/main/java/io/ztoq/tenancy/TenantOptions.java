package io.ztoq.tenancy;

import io.ztoq.schema.Actor;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a migration of tenants works.
 *
 * @param dryRun nothing is written, the database forbids it
 * @param newRun an unfinished run is given up instead of gone on with
 * @param migrations folder for the changes of the schema
 * @param told hears of tables and batches
 */
public record TenantOptions(
    boolean dryRun, boolean newRun, Path migrations, Actor actor, Consumer<String> told) {}

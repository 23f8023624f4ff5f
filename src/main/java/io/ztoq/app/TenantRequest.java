package io.ztoq.app;

import io.ztoq.schema.SchemaDatabase;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a command about tenants was told.
 *
 * @param rules config/tenants.yaml or another file
 * @param routes folder of routes, with {@code tenants} below it
 * @param migrations folder for the changes of the schema
 * @param told hears of tables and batches
 */
public record TenantRequest(
    SchemaDatabase database,
    Path rules,
    Path routes,
    Path migrations,
    boolean dryRun,
    boolean newRun,
    Consumer<String> told) {

  /** Where the rules are when nobody says. */
  public static final Path RULES = Path.of("config", "tenants.yaml");

  public static final Path ROUTES = Path.of("routes");

  public static final Path MIGRATIONS = Path.of("migrations", "tenants");
}

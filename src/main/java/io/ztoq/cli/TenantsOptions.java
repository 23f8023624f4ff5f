package io.ztoq.cli;

import io.ztoq.app.TenantRequest;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaDatabase;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which database and which rules, for all commands about tenants. */
final class TenantsOptions {

  private static final String VARIABLE = "DATABASE_URL";

  /** What libpq and asyncpg call it, and what the driver does. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "sslmode", "sslmode",
          "ssl", "sslmode",
          "sslrootcert", "sslrootcert",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "connect_timeout", "connectTimeout",
          "application_name", "ApplicationName",
          "options", "options");

  @Mixin DatabaseOptions where = new DatabaseOptions();

  @Option(
      names = "--rules",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Which row belongs to which tenant (default: config/tenants.yaml)")
  Path rules = TenantRequest.RULES;

  @Option(
      names = "--migrations",
      scope = ScopeType.INHERIT,
      paramLabel = "FOLDER",
      description =
          "Folder for the changes of the schema; your own one where `ztoq schema` looks after the database"
              + " (default: migrations/tenants)")
  Path migrations = TenantRequest.MIGRATIONS;

  /**
   * @throws RunStopped (CLI-020, exit code 2) when no database is named
   */
  SchemaDatabase database(Surroundings surroundings) {
    String given = surroundings.environment().getOrDefault(VARIABLE, "");
    return where.url == null && where.config == null && !given.isEmpty()
        ? ofVariable(given)
        : where.database(surroundings, "DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/NAME");
  }

  TenantRequest request(
      Surroundings surroundings, boolean dryRun, boolean newRun, Consumer<String> told) {
    return new TenantRequest(
        database(surroundings), rules, TenantRequest.ROUTES, migrations, dryRun, newRun, told);
  }

  /** As Python writes it: {@code postgresql+asyncpg://user:password@host:port/name}. */
  private static SchemaDatabase ofVariable(String given) {
    if (given.startsWith("jdbc:")) {
      return new SchemaDatabase(given, null, null);
    }
    String scheme = given.replaceFirst("(?s)[:+].*", "");
    if (scheme.equals("sqlite")) {
      return new SchemaDatabase(
          "jdbc:sqlite:" + given.replaceFirst("^sqlite(\\+\\w+)?:///", ""), null, null);
    }
    try {
      URI uri = new URI(given.replaceFirst("^[^:]*:", "postgresql:"));
      if (!scheme.matches("postgres(ql)?") || uri.getHost() == null) {
        throw wrong(null);
      }
      String[] user = String.valueOf(uri.getRawUserInfo()).split(":", 2);
      boolean known = uri.getRawUserInfo() != null;
      return new SchemaDatabase(
          "jdbc:postgresql://%s:%d%s%s"
              .formatted(
                  uri.getHost(),
                  uri.getPort() < 0 ? 5432 : uri.getPort(),
                  uri.getRawPath(),
                  parameters(uri.getRawQuery())),
          known ? decoded(user[0]) : null,
          known && user.length > 1 ? decoded(user[1]) : null);
    } catch (URISyntaxException problem) {
      throw wrong(problem.getReason());
    }
  }

  /** Those that change how the connection is made; one that is not known must not get lost. */
  private static String parameters(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    List<String> known = new ArrayList<>();
    for (String one : query.split("&", -1)) {
      String name = one.replaceFirst("=.*", "");
      String ours = PARAMETERS.get(name);
      if (ours == null) {
        throw wrong(
            "its parameter '%s' is not known, known are %s"
                .formatted(name, PARAMETERS.keySet().stream().sorted().toList()));
      }
      known.add(ours + one.substring(name.length()));
    }
    return "?" + String.join("&", known);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the value, which holds a password. */
  private static RunStopped wrong(@Nullable String why) {
    return new RunStopped(
        ExitCode.USAGE,
        "CLI-020",
        "DATABASE_URL is no address of a database%s; write postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///FILE"
            .formatted(why == null ? "" : ": " + why));
  }
}

package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.database.GeneralDatabaseType;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Result;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** Splits files into statements by Flyway's own parser, and runs them as Flyway does. */
public final class Scripts {

  private static final Pattern COMMENTS =
      Pattern.compile("(?s)\\A(?:\\s+|--[^\\n]*(?:\\n|\\z)|/\\*.*?\\*/)+");
  private static final Pattern CONTROL =
      Pattern.compile(
          "(?is)(BEGIN|COMMIT|END|ROLLBACK|ABORT|START\\s+TRANSACTION|SAVEPOINT|RELEASE|PREPARE\\s+TRANSACTION)\\b.*");
  private static final Pattern ALONE =
      Pattern.compile(
          "(?is)((CREATE(\\s+UNIQUE)?\\s+INDEX|DROP\\s+INDEX|REINDEX\\b.*?)\\s+CONCURRENTLY\\b|ALTER\\s+TABLE\\b.*\\bDETACH\\s+PARTITION\\b.*\\bCONCURRENTLY\\b|VACUUM\\b|ATTACH\\b|DETACH\\b|PRAGMA\\s+(foreign_keys|journal_mode)\\b).*");
  private static final Pattern ADD_VALUE =
      Pattern.compile("(?is)ALTER\\s+TYPE\\b.*\\bADD\\s+VALUE\\b.*");

  private final FluentConfiguration configuration;
  private final @Nullable DatabaseType type;

  /**
   * @param database only its kind matters, it is not opened
   */
  public Scripts(SchemaDatabase database) {
    configuration = Flyway.configure().placeholderReplacement(false);
    type = type(database, configuration);
  }

  /** Null when Flyway, with the modules that are there, does not know the database. */
  private static @Nullable DatabaseType type(
      SchemaDatabase database, FluentConfiguration configuration) {
    String wanted = database.isSqlite() ? "SQLite" : database.isOther() ? "" : "PostgreSQL";
    for (GeneralDatabaseType one : known(database, configuration)) {
      if (one instanceof DatabaseType found && (wanted.isEmpty() || one.getName().equals(wanted))) {
        return found;
      }
    }
    return null;
  }

  private static List<? extends GeneralDatabaseType> known(
      SchemaDatabase database, FluentConfiguration configuration) {
    try {
      return DatabaseTypeRegister.getDatabaseTypesForUrl(database.url(), configuration);
    } catch (FlywayException unknown) {
      return List.of();
    }
  }

  private Parser parser() {
    return type == null
        ? new StandardParser(configuration)
        : type.createParser(configuration, null, new ParsingContext());
  }

  /** Text, quoted names and comments as the standard has them. */
  private static final class StandardParser extends Parser {

    private static final int PEEK = 3;

    StandardParser(FluentConfiguration configuration) {
      super(configuration, new ParsingContext(), PEEK);
    }
  }

  /**
   * One statement of a file.
   *
   * @param line where it begins, from 1
   * @param text with the comments before it
   */
  public record Statement(int line, String text, boolean inTransaction, SqlStatement source) {

    /** Without the comments before it. */
    public String bare() {
      return COMMENTS.matcher(text).replaceFirst("");
    }

    /** Its first words in one line, for messages. */
    public String shortly() {
      String line = bare().replaceAll("\\s+", " ").strip();
      return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }

    /** Whether it begins or ends a transaction, which is the engine's own business. */
    public boolean isControl() {
      return CONTROL.matcher(bare()).matches();
    }
  }

  /**
   * @throws RunStopped (SCH-013, exit code 2) when the text cannot be split
   */
  public List<Statement> split(SqlFile file) {
    List<Statement> found = new ArrayList<>();
    try (SqlStatementIterator all = parser().parse(new StringResource(file.text()))) {
      while (all.hasNext()) {
        SqlStatement one = all.next();
        String bare = COMMENTS.matcher(one.getSql()).replaceFirst("");
        boolean inTransaction =
            ADD_VALUE.matcher(bare).matches()
                || one.canExecuteInTransaction() && !ALONE.matcher(bare).matches();
        found.add(new Statement(one.getLineNumber(), one.getSql(), inTransaction, one));
      }
      return found;
    } catch (FlywayException problem) {
      throw SchemaFailures.usage(
          "SCH-013",
          "%s cannot be split into statements: %s".formatted(file.place(), problem.getMessage()));
    }
  }

  /**
   * Runs one statement.
   *
   * @return rows that it changed, 0 when it changes none
   */
  public long run(Connection connection, Statement statement) throws SQLException {
    JdbcTemplate template =
        new JdbcTemplate(connection, type == null ? Types.NULL : type.getNullType());
    Results results = statement.source().execute(template, null, configuration);
    SQLException problem = results.getException();
    if (problem != null) {
      throw problem;
    }
    long changed = 0;
    for (Result result : results.getResults()) {
      changed += Math.max(0, result.updateCount());
    }
    return changed;
  }

  /** First word in upper case, for example {@code DELETE}. */
  static String verb(Statement statement) {
    return statement.bare().split("[\\s(;]", 2)[0].toUpperCase(Locale.ROOT);
  }
}

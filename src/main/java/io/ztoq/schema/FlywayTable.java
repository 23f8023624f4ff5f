package io.ztoq.schema;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table {@code flyway_schema_history}, as Flyway's own tools read and write it. */
final class FlywayTable {

  private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");

  private final Sql sql;

  FlywayTable(Sql sql) {
    this.sql = sql;
  }

  /** Flyway quotes all its names; not every database quotes by the same mark. */
  private String own(String text) throws SQLException {
    Matcher names = QUOTED.matcher(text);
    StringBuilder own = new StringBuilder();
    while (names.find()) {
      names.appendReplacement(own, Matcher.quoteReplacement(sql.quoted(names.group(1))));
    }
    return names.appendTail(own).toString();
  }

  /**
   * One row.
   *
   * @param number normal, whatever Flyway's text is
   * @param checksum of the file that was applied
   */
  record Row(String number, String name, @Nullable Integer checksum, @Nullable Instant at) {}

  /** What is applied, by number. */
  Map<String, Row> applied() throws SQLException {
    Map<String, Row> found = new LinkedHashMap<>();
    rows("SQL").forEach(row -> found.put(row.number(), row));
    return found;
  }

  /** Where Flyway's own tools were told that everything was there already. */
  Optional<Row> baseline() throws SQLException {
    return rows("BASELINE").stream().findFirst();
  }

  void removeBaseline() throws SQLException {
    sql.update(own("DELETE FROM \"flyway_schema_history\" WHERE \"type\" = 'BASELINE'"));
  }

  void remove(String number) throws SQLException {
    sql.update(
        own("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = ? OR \"version\" = ?"),
        number,
        number.replaceFirst("^0+", ""));
  }

  /** What its file says now; its place in the order and its time stay. */
  void change(Migration migration) throws SQLException {
    sql.update(
        own(
            """
            UPDATE "flyway_schema_history" SET "description" = ?, "script" = ?, "checksum" = ?
            WHERE "version" = ? OR "version" = ?
            """),
        description(migration),
        migration.up().name(),
        migration.checksum(),
        migration.number(),
        migration.number().replaceFirst("^0+", ""));
  }

  private static String description(Migration migration) {
    return migration.name().replace('_', ' ');
  }

  void add(Migration migration, int checksum, long ms) throws SQLException {
    long rank =
        sql.number(
            own("SELECT COALESCE(MAX(\"installed_rank\"), 0) + 1 FROM \"flyway_schema_history\""));
    sql.update(
        own(
            """
            INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type",
              "script", "checksum", "installed_by", "execution_time", "success")
            VALUES (?, ?, ?, 'SQL', ?, ?, ?, ?, ?)
            """),
        (int) rank,
        migration.number(),
        description(migration),
        migration.up().name(),
        checksum,
        sql.user(),
        (int) Math.min(ms, Integer.MAX_VALUE),
        true);
  }

  /** Versions that are no number, as {@code 1.2}, belong to somebody else's set. */
  private List<Row> rows(String type) throws SQLException {
    if (!sql.hasTable(EngineTables.FLYWAY)) {
      return List.of();
    }
    return sql
        .list(
            own(
                """
                SELECT "version", "description", "checksum", "installed_on" FROM "flyway_schema_history"
                WHERE "success" = ? AND "type" = ? AND "version" IS NOT NULL ORDER BY "installed_rank"
                """),
            row ->
                new Row(
                    Numbers.normal(row.getString(1)).orElse(""),
                    row.getString(2).replace(' ', '_'),
                    row.getObject(3) == null ? null : row.getInt(3),
                    sql.instant(row, "installed_on")),
            true,
            type)
        .stream()
        .filter(row -> !row.number().isEmpty())
        .toList();
  }
}

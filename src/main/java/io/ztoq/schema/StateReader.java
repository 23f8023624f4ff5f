package io.ztoq.schema;

import io.ztoq.schema.MigrationState.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins the files of a set with the rows of a database, in four queries however many there are. */
final class StateReader {

  private final Sql sql;
  private final Map<String, HistoryRow> history = new HashMap<>();
  private final Map<String, FlywayTable.Row> flyway = new HashMap<>();
  private Map<String, JournalEntry> halfDone = Map.of();
  private Map<String, Instant> takenBack = Map.of();
  private Map<String, Integer> checksums = Map.of();

  StateReader(Sql sql) {
    this.sql = sql;
  }

  List<MigrationState> read(MigrationSet set, String environment) throws SQLException {
    Journal journal = new Journal(sql);
    readHistory();
    FlywayTable table = new FlywayTable(sql);
    flyway.putAll(table.applied());
    Map<String, Migration> files = files(set);
    table
        .baseline()
        .ifPresent(
            row ->
                files.keySet().stream()
                    .filter(number -> Numbers.compare(number, row.number()) <= 0)
                    .forEach(number -> flyway.putIfAbsent(number, row)));
    halfDone = journal.halfDone();
    takenBack = journal.takenBack();
    checksums = journal.checksums();
    TreeSet<String> numbers = new TreeSet<>(Numbers::compare);
    numbers.addAll(files.keySet());
    history.forEach((number, row) -> numbers.add(number));
    numbers.addAll(flyway.keySet());
    numbers.addAll(halfDone.keySet());
    List<MigrationState> states = new ArrayList<>();
    for (String number : numbers) {
      Migration migration = files.get(number);
      if (migration != null) {
        states.add(of(migration, environment));
      } else if (isApplied(number) || halfDone.containsKey(number)) {
        states.add(orphan(number));
      }
    }
    return states;
  }

  /** After {@link #read}. */
  boolean isTidy() throws SQLException {
    Set<String> applied =
        history.entrySet().stream()
            .filter(row -> row.getValue().applied())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return applied.equals(flyway.keySet()) && new Journal(sql).left().isEmpty();
  }

  static List<MigrationState> nothing(MigrationSet set, String environment) {
    return set.all().stream()
        .map(
            one ->
                one.header().isFor(environment)
                    ? state(one, Kind.PENDING, null, null, rollbackNote(one))
                    : state(one, Kind.OTHER_ENVIRONMENT, null, null, onlyFor(one)))
        .toList();
  }

  private static Map<String, Migration> files(MigrationSet set) {
    Map<String, Migration> files = new HashMap<>();
    set.all().forEach(one -> files.put(one.number(), one));
    return files;
  }

  private MigrationState of(Migration migration, String environment) {
    String number = migration.number();
    JournalEntry half = halfDone.get(number);
    Instant back = backAt(number);
    if (half != null) {
      return state(migration, Kind.HALF_DONE, null, back, standing(half));
    }
    if (isApplied(number)) {
      Integer recorded = checksum(number);
      boolean same = recorded == null || recorded == migration.checksum();
      return state(
          migration,
          same ? Kind.APPLIED : Kind.CHANGED,
          appliedAt(number),
          null,
          same ? rollbackNote(migration) : "its file is not the one that was applied");
    }
    if (!migration.header().isFor(environment)) {
      return state(migration, Kind.OTHER_ENVIRONMENT, null, back, onlyFor(migration));
    }
    return state(
        migration,
        back == null ? Kind.PENDING : Kind.ROLLED_BACK,
        null,
        back,
        rollbackNote(migration));
  }

  private MigrationState orphan(String number) {
    HistoryRow row = history.get(number);
    FlywayTable.Row other = flyway.get(number);
    String name = row != null ? row.name() : other == null ? "" : other.name();
    return new MigrationState(
        number, name, Kind.ORPHAN, appliedAt(number), null, "applied, but its file is not there");
  }

  private static String standing(JournalEntry half) {
    String what = half.message() == null ? "" : ", " + half.message();
    return half.direction().equals(JournalEntry.ROLLBACK)
        ? "its rollback was interrupted%s; `ztoq schema rollback %s` goes on"
            .formatted(what, half.number())
        : "it was interrupted%s; `ztoq schema apply %s` goes on, `ztoq schema rollback %s` takes it back"
            .formatted(what, half.number(), half.number());
  }

  private static MigrationState state(
      Migration migration,
      Kind kind,
      @Nullable Instant applied,
      @Nullable Instant back,
      String note) {
    return new MigrationState(migration.number(), migration.name(), kind, applied, back, note);
  }

  private static String onlyFor(Migration migration) {
    return "only for " + String.join(", ", migration.header().environments());
  }

  private static String rollbackNote(Migration migration) {
    return migration.down() == null ? "has no rollback file" : "";
  }

  private boolean isApplied(String number) {
    HistoryRow row = history.get(number);
    return row != null && row.applied() || flyway.containsKey(number);
  }

  private @Nullable Instant appliedAt(String number) {
    HistoryRow row = history.get(number);
    if (row != null && row.applied()) {
      return row.appliedAt();
    }
    FlywayTable.Row other = flyway.get(number);
    return other == null ? null : other.at();
  }

  private @Nullable Instant backAt(String number) {
    HistoryRow row = history.get(number);
    return row != null && row.backAt() != null ? row.backAt() : takenBack.get(number);
  }

  private @Nullable Integer checksum(String number) {
    FlywayTable.Row row = flyway.get(number);
    return row != null ? row.checksum() : checksums.get(number);
  }

  private void readHistory() throws SQLException {
    if (sql.hasTable(EngineTables.HISTORY)) {
      sql.list(
              "SELECT migration_number, migration_name, applied_at, rollback_at, status FROM migration_history",
              row ->
                  new HistoryRow(
                      row.getString(1),
                      row.getString(2),
                      "applied".equals(row.getString(5)),
                      sql.instant(row, "applied_at"),
                      sql.instant(row, "rollback_at")))
          .forEach(row -> history.put(Numbers.normal(row.number()).orElse("0"), row));
    }
  }

  private record HistoryRow(
      String number,
      String name,
      boolean applied,
      @Nullable Instant appliedAt,
      @Nullable Instant backAt) {}
}

package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Bookkeeping;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.SchemaChange;
import io.ztoq.tenancy.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Wishes as a migration for SQLite, which adds a foreign key only to a table that is made anew: a
 * new table beside the old one, all rows copied, the old one dropped, the new one renamed
 * (sqlite.org/lang_altertable.html, section 7, read 2026-11). Views and triggers are put back as
 * they were.
 */
final class SqliteChanges {

  static final String NAME = "tenant_constraints";

  /** With checks of foreign keys on, dropping a table would delete the rows that refer to it. */
  private static final String KEYS_ARE_OFF =
      "assert-before: SELECT foreign_keys = 0 FROM pragma_foreign_keys";

  private static final String DRAFT = "ztoq_new_";

  private final Sql sql;
  private final List<Wish> wishes;
  private final List<String> problems = new ArrayList<>();

  SqliteChanges(Sql sql, List<Wish> wishes) {
    this.sql = sql;
    this.wishes = wishes.stream().filter(wish -> !wish.isEmpty()).toList();
  }

  private record Aside(String type, String name, String table, String text) {}

  /** What stands in the way; filled by {@link #change}. */
  List<String> problems() {
    return problems;
  }

  /** Empty when nothing is wished for. */
  Optional<SchemaChange> change() throws SQLException {
    if (wishes.isEmpty()) {
      return Optional.empty();
    }
    List<Aside> aside = aside();
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    aside.forEach(one -> up.add("DROP %s %s".formatted(one.type(), Dialect.quoted(one.name()))));
    for (Wish wish : wishes) {
      up(wish, up);
    }
    List<Aside> back = new ArrayList<>(aside);
    Collections.reverse(back);
    back.forEach(one -> up.add(one.text()));
    aside.forEach(one -> down.add("DROP %s %s".formatted(one.type(), Dialect.quoted(one.name()))));
    for (int i = wishes.size() - 1; i >= 0; i--) {
      down(wishes.get(i), down);
    }
    back.forEach(one -> down.add(one.text()));
    return Optional.of(new SchemaChange(NAME, header(), up, down));
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of(KEYS_ARE_OFF));
    for (Wish wish : wishes) {
      if (wish.notNull()) {
        header.add(
            "assert-before: SELECT NOT EXISTS (SELECT 1 FROM %s WHERE tenant_id IS NULL)"
                .formatted(Dialect.quoted(wish.name())));
      }
    }
    return header;
  }

  /**
   * Views and triggers, the newest first; a table cannot be renamed while one of them is broken.
   */
  private List<Aside> aside() throws SQLException {
    if (wishes.stream().allMatch(wish -> wish.foreignKeys().isEmpty())) {
      return List.of();
    }
    return sql
        .list(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY rowid DESC",
            row ->
                new Aside(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .stream()
        .filter(
            one ->
                !io.ztoq.schema.EngineTables.NAMES.contains(one.table())
                    && !one.table().startsWith(Bookkeeping.PREFIX))
        .toList();
  }

  private void up(Wish wish, List<String> to) throws SQLException {
    String table = Dialect.quoted(wish.name());
    refuseInline(wish);
    if (!wish.foreignKeys().isEmpty()) {
      StringBuilder constraints = new StringBuilder();
      wish.foreignKeys().forEach(key -> constraints.append(constraint(key)));
      rebuild(wish, constraints.toString(), wish.notNull(), to);
      Map<String, String> indexes = indexes(wish.name());
      wish.replaced().forEach(key -> indexes.remove(key.name()));
      to.addAll(indexes.values());
    } else {
      wish.replaced().forEach(key -> to.add("DROP INDEX " + Dialect.quoted(key.name())));
      if (wish.notNull()) {
        to.add("ALTER TABLE %s ALTER COLUMN tenant_id SET NOT NULL".formatted(table));
      }
    }
    for (UniqueKey key : wish.uniqueKeys()) {
      to.add(
          "CREATE UNIQUE INDEX %s ON %s (%s)"
              .formatted(
                  Dialect.quoted(key.name()), table, PostgresChanges.columns(key.columns())));
    }
  }

  private void down(Wish wish, List<String> to) throws SQLException {
    wish.uniqueKeys().forEach(key -> to.add("DROP INDEX " + Dialect.quoted(key.name())));
    if (!wish.foreignKeys().isEmpty()) {
      rebuild(wish, "", false, to);
      to.addAll(indexes(wish.name()).values());
      return;
    }
    if (wish.notNull()) {
      to.add(
          "ALTER TABLE %s ALTER COLUMN tenant_id DROP NOT NULL"
              .formatted(Dialect.quoted(wish.name())));
    }
    Map<String, String> indexes = indexes(wish.name());
    wish.replaced().stream()
        .map(key -> indexes.get(key.name()))
        .filter(Objects::nonNull)
        .forEach(to::add);
  }

  private void refuseInline(Wish wish) {
    wish.replaced().stream()
        .filter(UniqueKey::isConstraint)
        .forEach(
            key ->
                problems.add(
                    "isolation.unique-per-tenant: the unique key on (%s) is part of the CREATE TABLE of %s, which SQLite cannot take out; make it a unique index first"
                        .formatted(String.join(", ", key.columns()), wish.name())));
  }

  private static String constraint(ForeignKey key) {
    return ",%n  CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)"
        .formatted(
            Dialect.quoted(key.name()),
            PostgresChanges.columns(key.columns()),
            Dialect.quoted(key.parent()),
            PostgresChanges.columns(key.parentColumns()));
  }

  private void rebuild(Wish wish, String constraints, boolean notNull, List<String> to)
      throws SQLException {
    String draft = Dialect.quoted(DRAFT + wish.name());
    String table = Dialect.quoted(wish.name());
    TableText text =
        TableText.of(
            sql.list(
                    "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
                    row -> row.getString(1),
                    wish.name())
                .get(0));
    String columns = copied(wish.name());
    to.add(text.create(draft, constraints));
    if (notNull) {
      to.add("ALTER TABLE %s ALTER COLUMN tenant_id SET NOT NULL".formatted(draft));
    }
    to.add("INSERT INTO %s (%s) SELECT %s FROM %s".formatted(draft, columns, columns, table));
    if (counts(text)) {
      to.add("DELETE FROM sqlite_sequence WHERE name = " + Dialect.literal(DRAFT + wish.name()));
      to.add(
          "INSERT INTO sqlite_sequence (name, seq) SELECT %s, seq FROM sqlite_sequence WHERE name = %s"
              .formatted(Dialect.literal(DRAFT + wish.name()), Dialect.literal(wish.name())));
    }
    to.add("DROP TABLE " + table);
    to.add("ALTER TABLE %s RENAME TO %s".formatted(draft, table));
  }

  /** AUTOINCREMENT: numbers of rows that were deleted must not come again. */
  private boolean counts(TableText text) throws SQLException {
    return text.parts().toUpperCase(Locale.ROOT).contains("AUTOINCREMENT")
        && sql.number("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'") > 0;
  }

  /** Stored columns; the number of the row, too, where no column is it. */
  private String copied(String table) throws SQLException {
    List<String> columns =
        sql.list(
            "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid",
            row -> row.getString(1),
            table);
    List<String> keyTypes =
        sql.list(
            "SELECT upper(type) FROM pragma_table_xinfo(?) WHERE pk > 0",
            row -> row.getString(1),
            table);
    boolean hasNumber =
        !keyTypes.equals(List.of("INTEGER"))
            && columns.stream().noneMatch("rowid"::equalsIgnoreCase)
            && sql.number(
                    "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name = ? AND wr = 0",
                    table)
                > 0;
    return (hasNumber ? "rowid, " : "") + PostgresChanges.columns(columns);
  }

  /** Texts by name. */
  private Map<String, String> indexes(String table) throws SQLException {
    Map<String, String> found = new LinkedHashMap<>();
    sql.list(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid",
            row -> Map.entry(row.getString(1), row.getString(2)),
            table)
        .forEach(one -> found.put(one.getKey(), one.getValue()));
    return found;
  }
}

package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Catalogue;
import io.ztoq.tenancy.Column;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.SchemaChange;
import io.ztoq.tenancy.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Wishes as migrations for PostgreSQL that hold no lock for long: constraints are added unchecked
 * and checked afterwards beside reading and writing, indexes are built concurrently.
 */
final class PostgresChanges {

  static final String NOT_NULL = "tenant_not_null";
  static final String KEYS = "tenant_keys";

  private static final String ALONE = "transaction: none";

  private final Sql sql;
  private final List<Wish> wishes;
  private final List<String> up = new ArrayList<>();
  private final List<String> down = new ArrayList<>();
  private final List<String> header = new ArrayList<>();

  PostgresChanges(Sql sql, List<Wish> wishes) {
    this.sql = sql;
    this.wishes = wishes;
  }

  /** In their order; those that would do nothing are left out. */
  List<SchemaChange> all() throws SQLException {
    List<SchemaChange> changes = new ArrayList<>();
    for (Wish wish : wishes) {
      notNull(wish);
      for (ForeignKey key : wish.foreignKeys()) {
        if (key.columns().size() == 1) {
          foreignKey(wish, key);
        }
      }
    }
    take(NOT_NULL, changes);
    for (Wish wish : wishes) {
      for (UniqueKey key : wish.uniqueKeys()) {
        uniqueKey(wish, key);
      }
      wish.replaced().forEach(key -> replace(wish, key));
    }
    for (Wish wish : wishes) {
      for (ForeignKey key : wish.foreignKeys()) {
        if (key.columns().size() > 1) {
          foreignKey(wish, key);
        }
      }
    }
    take(KEYS, changes);
    return changes;
  }

  private void take(String name, List<SchemaChange> changes) {
    if (!up.isEmpty()) {
      Collections.reverse(down);
      header.add(0, ALONE);
      changes.add(new SchemaChange(name, header, up, down));
    }
    up.clear();
    down.clear();
    header.clear();
  }

  private void notNull(Wish wish) {
    if (!wish.notNull()) {
      return;
    }
    String table = Dialect.quoted(wish.name());
    String check =
        Dialect.quoted(ObjectNames.of(wish.name(), List.of(PlannedTable.TENANT), "not_null"));
    header.add(
        "assert-before: SELECT NOT EXISTS (SELECT 1 FROM %s WHERE tenant_id IS NULL)"
            .formatted(table));
    up.add(
        "ALTER TABLE %s ADD CONSTRAINT %s CHECK (tenant_id IS NOT NULL) NOT VALID"
            .formatted(table, check));
    up.add("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, check));
    // the checked constraint spares the server a look at every row under its strongest lock
    up.add("ALTER TABLE %s ALTER COLUMN tenant_id SET NOT NULL".formatted(table));
    up.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, check));
    // an interrupted migration may be taken back from any of its statements
    down.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, check));
    down.add("ALTER TABLE %s ALTER COLUMN tenant_id DROP NOT NULL".formatted(table));
  }

  private void foreignKey(Wish wish, ForeignKey key) throws SQLException {
    String table = Dialect.quoted(wish.name());
    String name = Dialect.quoted(key.name());
    boolean partitioned = Catalogue.isPartitioned(sql, wish.name());
    up.add(
        "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s"
            .formatted(
                table,
                name,
                columns(key.columns()),
                Dialect.quoted(key.parent()),
                columns(key.parentColumns()),
                partitioned ? "" : " NOT VALID"));
    if (!partitioned && wish.isChecked(key)) {
      up.add("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, name));
    }
    down.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, name));
  }

  private void uniqueKey(Wish wish, UniqueKey key) throws SQLException {
    String table = Dialect.quoted(wish.name());
    String name = Dialect.quoted(key.name());
    if (Catalogue.isPartitioned(sql, wish.name())) {
      up.add(
          "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE (%s)"
              .formatted(table, name, columns(key.columns())));
      down.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, name));
      return;
    }
    up.add(
        "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (%s)"
            .formatted(name, table, columns(key.columns())));
    up.add("ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s".formatted(table, name, name));
    down.add("DROP INDEX IF EXISTS " + name);
    down.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, name));
  }

  private void replace(Wish wish, UniqueKey key) {
    String table = Dialect.quoted(wish.name());
    String name = Dialect.quoted(key.name());
    String columns = columns(key.columns());
    if (key.isConstraint()) {
      up.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, name));
      down.add("ALTER TABLE %s ADD CONSTRAINT %s UNIQUE (%s)".formatted(table, name, columns));
      down.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, name));
    } else {
      up.add("DROP INDEX " + name);
      down.add("CREATE UNIQUE INDEX IF NOT EXISTS %s ON %s (%s)".formatted(name, table, columns));
    }
  }

  static String columns(List<String> names) {
    return String.join(", ", names.stream().map(Dialect::quoted).toList());
  }

  /** Types that compare with text as they are; others need a cast. */
  static String asTenant(String text, Column column) {
    boolean isText = column.type().matches("text|character varying.*");
    return isText ? text : "CAST(%s AS %s)".formatted(text, column.type());
  }
}

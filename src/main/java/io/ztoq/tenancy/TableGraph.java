package io.ztoq.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All tables of a database, or of the current schema of PostgreSQL, and how they refer to one
 * another.
 */
public final class TableGraph {

  private final NavigableMap<String, TableShape> tables = new TreeMap<>();

  public TableGraph(Collection<TableShape> tables) {
    tables.forEach(one -> this.tables.put(one.name(), one));
  }

  /** Reads the catalogue; the tables of ztoq itself are left out. */
  public static TableGraph read(Connection connection) throws SQLException {
    return new TableGraph(
        io.ztoq.schema.Sql.isSqlite(connection)
            ? new SqliteTables(connection).read()
            : new PostgresTables(connection).read());
  }

  /** By name. */
  public Collection<TableShape> tables() {
    return tables.values();
  }

  public Optional<TableShape> find(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /**
   * @throws IllegalArgumentException when there is none
   */
  public TableShape table(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no table " + name));
  }

  /** The same graph with one table replaced or added. */
  public TableGraph with(TableShape table) {
    TableGraph other = new TableGraph(tables.values());
    other.tables.put(table.name(), table);
    return other;
  }

  /** Foreign keys of other tables and of itself that lead to {@code parent}, by table. */
  public Map<String, List<ForeignKey>> referencesTo(String parent) {
    Map<String, List<ForeignKey>> found = new TreeMap<>();
    for (TableShape table : tables.values()) {
      List<ForeignKey> keys =
          table.foreignKeys().stream().filter(key -> key.parent().equals(parent)).toList();
      if (!keys.isEmpty()) {
        found.put(table.name(), keys);
      }
    }
    return found;
  }

  /**
   * Sorts {@code names} so that every table comes after those of them that it refers to; references
   * of a table to itself do not count.
   *
   * @return empty when the references run in a circle
   */
  public Optional<List<String>> parentsFirst(Collection<String> names) {
    Set<String> wanted = new LinkedHashSet<>(names);
    List<String> sorted = new ArrayList<>();
    while (sorted.size() < wanted.size()) {
      Optional<String> next =
          wanted.stream()
              .filter(name -> !sorted.contains(name))
              .filter(name -> sorted.containsAll(parents(name, wanted)))
              .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      sorted.add(next.get());
    }
    return Optional.of(sorted);
  }

  private List<String> parents(String name, Set<String> among) {
    return find(name).stream()
        .flatMap(table -> table.foreignKeys().stream())
        .map(ForeignKey::parent)
        .filter(parent -> !parent.equals(name) && among.contains(parent))
        .toList();
  }
}

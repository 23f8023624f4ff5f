package io.ztoq.schema.inspect;

import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.inspect.Difference.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a schema, without the engine's own tables. Order of columns, owners, rights and
 * comments are left out: they differ between databases that are the same to their users.
 *
 * @param objects sorted
 * @param schemas where the objects are, PostgreSQL only
 */
public record SchemaSnapshot(SortedSet<SchemaObject> objects, SortedSet<String> schemas) {

  /** Reads the schema that the connection uses. */
  public static SchemaSnapshot of(Connection connection) throws SQLException {
    return of(connection, Set.of());
  }

  /**
   * Reads the schema of a database that is there, on a connection that may not write.
   *
   * @throws io.ztoq.failure.RunStopped (SCH-100, exit code 1) when it cannot be read
   */
  public static SchemaSnapshot of(SchemaDatabase database) {
    try (Connection connection = database.openReadOnly()) {
      return of(connection);
    } catch (SQLException problem) {
      throw InspectFailures.unread(database.display(), problem);
    }
  }

  /**
   * @param more further schemas to read, PostgreSQL only
   */
  public static SchemaSnapshot of(Connection connection, Collection<String> more)
      throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    if (!isSqlite(connection) && !product.equals("PostgreSQL")) {
      throw InspectFailures.cannotLookInto(product);
    }
    return isSqlite(connection)
        ? new SchemaSnapshot(new SqliteCatalogue(connection).objects(), new TreeSet<>())
        : new PostgresCatalogue(connection).snapshot(more);
  }

  /** Reads everything that is in the database, whatever its schema. */
  static SchemaSnapshot ofAll(Connection connection) throws SQLException {
    return isSqlite(connection)
        ? of(connection)
        : of(connection, new PostgresCatalogue(connection).allSchemas());
  }

  /** Schemas with something in them, none for SQLite. */
  static SortedSet<String> usedSchemas(Connection connection) throws SQLException {
    if (isSqlite(connection)) {
      return new TreeSet<>();
    }
    PostgresCatalogue catalogue = new PostgresCatalogue(connection);
    return catalogue.used(catalogue.allSchemas());
  }

  static boolean isSqlite(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("SQLite");
  }

  /** One line per object, sorted. */
  public List<String> lines() {
    return objects.stream().map(SchemaObject::line).toList();
  }

  /** SHA-256 of all lines, in hexadecimal digits. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines().forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException(problem);
    }
  }

  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /** Names of its tables, sorted. */
  public SortedSet<String> tables() {
    return objects.stream()
        .filter(SchemaObject::isTable)
        .map(SchemaObject::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The objects that belong to one table, the table itself included. */
  SortedSet<SchemaObject> ofTable(String table) {
    return objects.stream()
        .filter(one -> one.table().equals(table))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is not as in {@code expected}; of a table that is missing as a whole only the table. */
  public List<Difference> differences(SchemaSnapshot expected) {
    Map<String, SchemaObject> here = byKey();
    Map<String, SchemaObject> there = expected.byKey();
    List<Difference> found = new ArrayList<>();
    SortedSet<SchemaObject> all = new TreeSet<>(objects);
    all.addAll(expected.objects);
    Set<String> seen = new TreeSet<>();
    for (SchemaObject one : all) {
      if (seen.add(one.key()) && !isPartOfAWhole(one, here, there)) {
        compare(here.get(one.key()), there.get(one.key()), found);
      }
    }
    return found;
  }

  private static boolean isPartOfAWhole(
      SchemaObject one, Map<String, SchemaObject> here, Map<String, SchemaObject> there) {
    String table = "table " + one.table();
    return !one.isTable() && here.containsKey(table) != there.containsKey(table);
  }

  private static void compare(
      @Nullable SchemaObject found, @Nullable SchemaObject expected, List<Difference> differences) {
    if (found == null && expected != null) {
      differences.add(new Difference(Kind.MISSING, expected.key(), expected.definition(), ""));
    } else if (found != null && expected == null) {
      differences.add(new Difference(Kind.EXTRA, found.key(), "", found.definition()));
    } else if (found != null && expected != null && !found.equals(expected)) {
      differences.add(
          new Difference(Kind.DIFFERENT, found.key(), expected.definition(), found.definition()));
    }
  }

  private Map<String, SchemaObject> byKey() {
    Map<String, SchemaObject> map = new LinkedHashMap<>();
    objects.forEach(one -> map.put(one.key(), one));
    return map;
  }
}

package io.ztoq.schema.inspect;

import java.util.Comparator;

/**
 * One object of a schema as the database describes it.
 *
 * @param kind table, column, primary key, index, view, trigger, sequence, function ...
 * @param name with its schema when that is not the usual one; {@code table.column} for a column
 * @param table what it belongs to, its own name for a table, empty for what belongs to no table
 * @param definition canonical text, may be empty
 */
public record SchemaObject(String kind, String name, String table, String definition)
    implements Comparable<SchemaObject> {

  private static final Comparator<SchemaObject> ORDER =
      Comparator.comparing(SchemaObject::table)
          .thenComparing(one -> one.kind().equals("table") ? "" : one.kind())
          .thenComparing(SchemaObject::name)
          .thenComparing(SchemaObject::definition);

  /** What stays the same when its definition changes. */
  String key() {
    return kind + " " + name;
  }

  /** Whether it is a table, and not part of one. */
  boolean isTable() {
    return kind.equals("table");
  }

  String line() {
    return definition.isEmpty() ? key() : key() + ": " + definition;
  }

  @Override
  public int compareTo(SchemaObject other) {
    return ORDER.compare(this, other);
  }
}

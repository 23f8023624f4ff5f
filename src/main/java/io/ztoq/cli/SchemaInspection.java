package io.ztoq.cli;

import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SchemaListener;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.inspect.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the commands that look at a schema have in common. */
final class SchemaInspection {

  private final Surroundings surroundings;
  private final SchemaOptions options;
  private final SchemaDatabase database;
  private final MigrationSet set;

  SchemaInspection(Surroundings surroundings, SchemaOptions options) {
    this(surroundings, options, options.database(surroundings));
  }

  SchemaInspection(Surroundings surroundings, SchemaOptions options, SchemaDatabase database) {
    this.surroundings = surroundings;
    this.options = options;
    this.database = database;
    this.set = options.set(database, surroundings);
  }

  SchemaDatabase database() {
    return database;
  }

  MigrationSet set() {
    return set;
  }

  EngineOptions engineOptions() {
    return options.engine(surroundings, null, SchemaListener.NONE);
  }

  /** Read on a connection that may not write. */
  SchemaState state() {
    return new SchemaEngine(database, set, engineOptions()).status();
  }

  /** Prints JSON when it was asked for, else what {@code text} prints. */
  void show(Object value, Text text) {
    PrintWriter out = surroundings.out();
    if (options.isJson()) {
      out.print(Table.json(value));
    } else {
      text.print(out);
    }
    out.flush();
  }

  /** Prints for people. */
  interface Text {
    void print(PrintWriter out);
  }

  static void findings(List<Finding> findings, PrintWriter out) {
    for (Finding one : findings) {
      out.println(
          "%-8s %s %s: %s"
              .formatted(
                  one.weight().name().toLowerCase(Locale.ROOT),
                  one.kind(),
                  one.where(),
                  one.message()));
    }
  }
}

package io.ztoq.schema;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts read back from the database that the guide describes, and our differences from them ({@code
 * differences.csv}), in the lines of {@link LiveCatalogue}.
 */
final class ReferenceFacts {

  private static final String ENGINES_OWN = "migration_history";

  private ReferenceFacts() {}

  /** A unique key of one or several columns. */
  record Key(String table, List<String> columns) {}

  /** A column and the table that it refers to. */
  record Reference(String table, String column, String target) {}

  static List<String> columns() {
    Set<String> tightened =
        differences("added", "not null")
            .map(row -> row.get("table") + "." + row.get("columns"))
            .collect(Collectors.toSet());
    return table("columns.csv")
        .map(
            row ->
                String.join(
                    "|",
                    row.get("table"),
                    row.get("position"),
                    row.get("column"),
                    row.get("type").replace(" (declared FLOAT)", ""),
                    tightened.contains(row.get("table") + "." + row.get("column"))
                        ? "no"
                        : row.get("nullable"),
                    row.get("default")))
        .sorted()
        .toList();
  }

  static List<String> constraints() {
    return keptAndAdded()
        .map(
            row ->
                String.join(
                    "|",
                    row.get("table"),
                    row.get("kind"),
                    row.get("name"),
                    row.get("columns"),
                    row.getOrDefault("references_table", ""),
                    row.getOrDefault("references_columns", ""),
                    row.getOrDefault("on_delete", ""),
                    row.getOrDefault("on_update", "")))
        .sorted()
        .toList();
  }

  static List<String> indexes() {
    Stream<String> theirs = table("indexes.csv").map(row -> index(row, row.get("unique"), ""));
    Stream<String> ours =
        differences("added", "unique index").map(row -> index(row, "yes", row.get("where")));
    return Stream.concat(theirs, ours).sorted().toList();
  }

  private static String index(Map<String, String> row, String unique, String where) {
    return String.join("|", row.get("table"), row.get("name"), row.get("columns"), unique, where);
  }

  static List<String> tables() {
    return table("columns.csv").map(row -> row.get("table")).distinct().toList();
  }

  static List<Key> uniqueKeys() {
    return keptAndAdded()
        .filter(row -> row.get("kind").equals("unique"))
        .map(row -> new Key(row.get("table"), List.of(row.get("columns").split(",", -1))))
        .toList();
  }

  /** Columns of unique keys and indexes of a table that a copy may change: no references. */
  static Set<String> ownUniqueColumns(String table) {
    Set<String> references =
        foreignKeys().stream()
            .filter(one -> one.table().equals(table))
            .map(Reference::column)
            .collect(Collectors.toSet());
    Stream<String> indexed =
        differences("added", "unique index")
            .filter(row -> row.get("table").equals(table))
            .map(row -> row.get("columns").replaceAll("lower\\((\\w+)\\)", "$1"));
    Stream<String> keyed =
        uniqueKeys().stream()
            .filter(key -> key.table().equals(table))
            .map(key -> String.join(",", key.columns()));
    return Stream.concat(indexed, keyed)
        .flatMap(columns -> Stream.of(columns.split(",", -1)))
        .filter(column -> !references.contains(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Reference> foreignKeys() {
    return keptAndAdded()
        .filter(row -> row.get("kind").equals("foreign key"))
        .map(
            row -> new Reference(row.get("table"), row.get("columns"), row.get("references_table")))
        .toList();
  }

  /** Rows of {@code seed_<table>.csv} in their order, columns divided by a bar. */
  static List<String> seeds(String table) {
    return read("seed_" + table + ".csv").map(row -> String.join("|", row.values())).toList();
  }

  static String text(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            ReferenceFacts.class.getResourceAsStream("/work-data/" + name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static Stream<Map<String, String>> keptAndAdded() {
    Set<String> removed =
        differences("removed", "unique").map(row -> row.get("name")).collect(Collectors.toSet());
    Stream<Map<String, String>> kept =
        table("constraints.csv").filter(row -> !removed.contains(row.get("name")));
    Stream<Map<String, String>> added =
        Stream.of("primary key", "unique", "check").flatMap(kind -> differences("added", kind));
    return Stream.concat(kept, added);
  }

  private static Stream<Map<String, String>> differences(String change, String kind) {
    return read("differences.csv")
        .filter(row -> row.get("change").equals(change) && row.get("kind").equals(kind));
  }

  private static Stream<Map<String, String>> table(String name) {
    return read(name).filter(row -> !row.get("table").equals(ENGINES_OWN));
  }

  private static Stream<Map<String, String>> read(String name) {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text(name))) {
      return rows.readAll().stream();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}

package io.ztoq.schema.inspect;

import io.ztoq.schema.SchemaDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class SqliteInspectionTest extends InspectionContract {

  private List<String> before = List.of();

  @Override
  SchemaDatabase newDatabase() throws IOException {
    before = temporary();
    return new SchemaDatabase("jdbc:sqlite:" + folder.resolve("live.db"), null, null);
  }

  @Override
  List<String> scratchLeft() throws IOException {
    return temporary().stream().filter(one -> !before.contains(one)).toList();
  }

  private static List<String> temporary() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.map(Path::toString).filter(one -> one.contains("ztoq-scratch")).toList();
    }
  }
}

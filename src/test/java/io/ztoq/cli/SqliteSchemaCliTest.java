package io.ztoq.cli;

import java.util.List;

class SqliteSchemaCliTest extends SchemaCliContract {

  @Override
  List<String> database() {
    return List.of("--url", jdbcUrl());
  }

  @Override
  String jdbcUrl() {
    return "jdbc:sqlite:" + folder.resolve("work.db");
  }
}

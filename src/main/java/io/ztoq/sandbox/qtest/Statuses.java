package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Execution statuses of the project: the options of the run's field Status. */
final class Statuses {

  private final QTestState state;

  Statuses(QTestState state) {
    this.state = state;
  }

  private List<Field.Option> options() {
    for (Field field : state.fields("test-runs")) {
      if (field.system && field.label.equals("Status")) {
        return field.options;
      }
    }
    return List.of();
  }

  private Field.@Nullable Option find(long id) {
    return options().stream().filter(option -> option.value() == id).findFirst().orElse(null);
  }

  boolean active(long id) {
    Field.Option option = find(id);
    return option != null && option.active();
  }

  String name(long id) {
    Field.Option option = find(id);
    return option == null ? "" : option.label();
  }

  ObjectNode json(long id) {
    ObjectNode row = Json.object();
    row.putArray("links");
    return row.put("id", id)
        .put("name", name(id))
        .put("is_default", name(id).equals("Unexecuted"))
        .put("color", "#c0c0c0")
        .put("active", active(id));
  }

  List<ObjectNode> all() {
    return options().stream().map(option -> json(option.value())).toList();
  }
}

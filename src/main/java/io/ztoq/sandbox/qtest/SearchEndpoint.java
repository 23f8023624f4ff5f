package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /search}: finds objects later than they were written, where the rules say so. No
 * modules.
 */
final class SearchEndpoint {

  private static final Set<String> KEYS = Set.of("object_type", "fields", "query");
  private static final Set<String> UNSIMULATED = Set.of("requirements", "builds", "defects");

  private final QTestState state;
  private final QTestPages pages;
  private final Properties properties;
  private final Function<Item, ObjectNode> items;
  private final Function<Log, ObjectNode> logs;

  SearchEndpoint(
      QTestState state,
      QTestPages pages,
      Properties properties,
      Function<Item, ObjectNode> items,
      Function<Log, ObjectNode> logs) {
    this.state = state;
    this.pages = pages;
    this.properties = properties;
    this.items = items;
    this.logs = logs;
  }

  void addTo(Routes routes) {
    routes.on("POST", "/api/v3/projects/{projectId}/search", this::search);
  }

  private Reply search(Call call) {
    Body body = Body.of(call, KEYS);
    String type = body.required("object_type");
    List<String> wanted = new ArrayList<>();
    body.array("fields").forEach(field -> wanted.add(field.asText()));
    String query = body.textOr("query", "");
    if (UNSIMULATED.contains(type)) {
      return pages.paged(call, List.<ObjectNode>of(), row -> row);
    }
    if (type.equals("test-logs")) {
      Predicate<Log> matches = DataQuery.parse(query, this::logField, name -> compared(null, name));
      List<Log> found =
          state.logs().stream()
              .filter(log -> Visibility.searchable(state, pages.rules(), log.created()))
              .filter(matches)
              .toList();
      return pages.paged(call, found, log -> cut(logs.apply(log), wanted));
    }
    Kind kind = Kind.ofWord(type);
    if (kind == null || kind == Kind.MODULE) {
      throw QTestErrors.invalid("object_type " + type + " cannot be searched");
    }
    Predicate<Item> matches =
        DataQuery.parse(query, name -> field(kind, name), name -> compared(kind, name));
    List<Item> found =
        state.table(kind).all().stream()
            .filter(item -> Visibility.searchable(state, pages.rules(), item.modified))
            .filter(matches)
            .toList();
    return pages.paged(call, found, item -> cut(items.apply(item), wanted));
  }

  /** Only the wanted keys; {@code *} wants all. */
  private static JsonNode cut(ObjectNode row, List<String> wanted) {
    return wanted.isEmpty() || wanted.contains("*") ? row : row.retain(with(wanted));
  }

  private static List<String> with(List<String> wanted) {
    List<String> keys = new ArrayList<>(wanted);
    keys.add("id");
    return keys;
  }

  private @Nullable Function<Item, String> field(Kind kind, String name) {
    switch (name) {
      case "name":
        return item -> item.name;
      case "id":
        return item -> item.pid;
      case "description":
        return item -> item.description;
      case "precondition":
        return item -> item.precondition;
      case "created date":
        return item -> item.created.toString();
      case "last modified date":
        return item -> item.modified.toString();
      default:
        return customField(kind, name);
    }
  }

  private @Nullable Function<Item, String> customField(Kind kind, String name) {
    if (kind == Kind.TEST_CYCLE) {
      return null;
    }
    for (Field field : state.fields(kind.word())) {
      if (field.active
          && (field.label.equalsIgnoreCase(name) || String.valueOf(field.id).equals(name))) {
        return field.constrained()
            ? item -> properties.names(field, properties.value(field, item))
            : item -> properties.value(field, item);
      }
    }
    return null;
  }

  /** Whether a field may be compared by {@code =}: sure for ids and options only. */
  private boolean compared(@Nullable Kind kind, String name) {
    return pages.rules().is(QTestTrait.TEXT_EQUALITY)
        || name.equals("id")
        || kind != null
            && state.fields(kind.word()).stream()
                .anyMatch(field -> field.constrained() && field.label.equalsIgnoreCase(name));
  }

  private @Nullable Function<Log, String> logField(String name) {
    return switch (name) {
      case "id" -> log -> String.valueOf(log.id());
      case "note" -> pages.rules().is(QTestTrait.NOTES_SEARCHED) ? Log::note : null;
      case "execution start date" -> log -> log.start().toString();
      case "execution end date" -> log -> log.end().toString();
      default -> null;
    };
  }
}

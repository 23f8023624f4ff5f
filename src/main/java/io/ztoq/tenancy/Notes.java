package io.ztoq.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each warning came up in a table, and the first rows of each. */
final class Notes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int SHOWN = 5;

  /**
   * One warning.
   *
   * @param rows keys as JSON texts, the first ones
   * @param more what else there is to say, without repetition
   */
  record Note(long count, List<String> rows, List<String> more) {}

  private final Map<String, Note> notes = new TreeMap<>();

  void add(String code, String key) {
    add(code, key, 1, "");
  }

  void add(String code, String key, long count, String more) {
    Note before = notes.getOrDefault(code, new Note(0, List.of(), List.of()));
    List<String> rows = new ArrayList<>(before.rows());
    if (!key.isEmpty() && rows.size() < SHOWN) {
      rows.add(key);
    }
    List<String> said = new ArrayList<>(before.more());
    if (!more.isEmpty() && !said.contains(more)) {
      said.add(more);
    }
    notes.put(code, new Note(before.count() + count, rows, said));
  }

  void addAll(Notes others) {
    others.notes.forEach(
        (code, note) -> {
          note.rows().forEach(row -> add(code, row, 0, ""));
          note.more().forEach(more -> add(code, "", 0, more));
          add(code, "", note.count(), "");
        });
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  /** By code. */
  Map<String, Note> all() {
    return notes;
  }

  Notes copy() {
    Notes copy = new Notes();
    copy.notes.putAll(notes);
    return copy;
  }

  String json() {
    try {
      return JSON.writeValueAsString(notes);
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }

  static Notes parse(String json) {
    Notes notes = new Notes();
    try {
      notes.notes.putAll(JSON.readValue(json, new TypeReference<Map<String, Note>>() {}));
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
    return notes;
  }
}

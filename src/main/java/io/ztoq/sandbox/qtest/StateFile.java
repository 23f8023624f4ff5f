package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the whole state to a file and reads it back, so that it outlives the process. Called under
 * the lock.
 */
final class StateFile {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().registerModule(new JavaTimeModule());

  private final QTestState state;

  StateFile(QTestState state) {
    this.state = state;
  }

  /** Everything but what can be computed from it. */
  private record Saved(
      Map<String, Long> lastIds,
      Map<Kind, Integer> lastPids,
      List<Item> items,
      Map<String, List<Field>> fields,
      List<Log> logs,
      List<StoredFile> files,
      Map<String, byte[]> contents,
      List<String> parameters,
      Map<String, Long> violations) {}

  /** The file is replaced at once, never half-written. */
  void save(Path file) throws IOException {
    List<Item> items = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      items.addAll(state.table(kind).all());
    }
    Map<String, byte[]> contents = new TreeMap<>();
    state.files().all().forEach(each -> contents.put(each.sha256(), state.files().bytes(each)));
    Saved saved =
        new Saved(
            state.lastIds(),
            state.lastPids(),
            items,
            state.allFields(),
            List.copyOf(state.logs()),
            state.files().all(),
            contents,
            List.copyOf(state.parameters()),
            state.violations());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(fresh))) {
      MAPPER.writeValue(out, saved);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Only into a state that is still empty. */
  void load(Path file) throws IOException {
    Saved saved;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      saved = MAPPER.readValue(in, Saved.class);
    }
    state.lastIds().putAll(saved.lastIds());
    state.lastPids().putAll(saved.lastPids());
    for (Item item : saved.items()) {
      state.table(item.kind).add(item);
      item.versions.forEach(version -> state.registerSteps(item, version));
    }
    state.allFields().clear();
    state.allFields().putAll(saved.fields());
    saved.logs().forEach(state::putLog);
    saved
        .files()
        .forEach(
            each ->
                state.files().add(each, saved.contents().getOrDefault(each.sha256(), new byte[0])));
    state.parameters().addAll(saved.parameters());
    state.violations().putAll(saved.violations());
  }
}

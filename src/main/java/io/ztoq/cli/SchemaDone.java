package io.ztoq.cli;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.SchemaListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what was done, so that JSON says it also when a later migration fails. */
final class SchemaDone implements SchemaListener {

  private final List<String> numbers = new ArrayList<>();
  private String backup = "";
  private @Nullable String begun;

  @Override
  public void reached(Step step, Migration migration, String text) {
    if (step == Step.STARTED) {
      begun = migration.number();
    } else if (step == Step.DONE) {
      numbers.add(migration.number());
      begun = null;
    }
  }

  @Override
  public void copied(String place) {
    backup = place;
  }

  /** Runs {@code work}; when it fails, what it had done until then is shown before. */
  <T> T orShow(Supplier<T> work, String word, Surroundings surroundings) {
    try {
      return work.get();
    } catch (RunStopped problem) {
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      value.put(word, numbers);
      value.put("backup", backup);
      value.put("failedAt", begun);
      value.put(
          "failure",
          Map.of("code", problem.code(), "message", String.valueOf(problem.getMessage())));
      surroundings.out().print(Table.json(value));
      surroundings.out().flush();
      throw problem;
    }
  }
}

package io.ztoq.cli;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.inspect.SchemaDetection;
import io.ztoq.schema.inspect.SchemaDetection.Match;
import io.ztoq.schema.inspect.SchemaDetection.TableStanding;
import io.ztoq.schema.inspect.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a status says about a schema without a history.
 *
 * @param value for JSON, null when there is a history or nothing in the database
 * @param lines for people
 */
record Detected(@Nullable Object value, List<String> lines) {

  private static final Detected NOTHING = new Detected(null, List.of());

  /** As many versions are tried out within about a second. */
  private static final int QUICK = 50;

  /**
   * @param asked whether a long search is wanted, too
   */
  static Detected of(SchemaDatabase database, MigrationSet set, SchemaState state, boolean asked) {
    boolean recorded =
        state.migrations().stream()
            .anyMatch(one -> one.isApplied() || one.kind() == Kind.HALF_DONE);
    if (recorded
        || database.isOther()
        || set.all().isEmpty()
        || !database.exists()
        || isEmpty(database)) {
      return NOTHING;
    }
    if (set.all().size() > QUICK && !asked) {
      String line =
          "No history: `ztoq schema status --detect` tries out all %d migrations to find which version the schema is"
              .formatted(set.all().size());
      return new Detected(Map.of("notTried", line), List.of(line));
    }
    try {
      return of(SchemaDetection.detect(database, set, database));
    } catch (RunStopped problem) {
      String line = "what the schema is could not be found out: " + problem.getMessage();
      return new Detected(Map.of("problem", problem.getMessage()), List.of(line));
    }
  }

  private static boolean isEmpty(SchemaDatabase database) {
    return SchemaSnapshot.of(database).isEmpty();
  }

  private static Detected of(SchemaDetection.Result found) {
    List<String> lines = new ArrayList<>();
    lines.add("No history: " + found.inWords());
    if (found.match() == Match.PARTIAL) {
      for (TableStanding one : found.tables()) {
        lines.add("  %-10s %s".formatted(one.standing(), one.table()));
        one.differences().forEach(difference -> lines.add("             " + difference));
      }
      found.others().forEach(one -> lines.add("  not ours   " + one));
    } else if (found.match() != Match.NOTHING) {
      lines.add("`ztoq schema baseline %s` records it".formatted(found.number()));
    }
    return new Detected(found, lines);
  }
}

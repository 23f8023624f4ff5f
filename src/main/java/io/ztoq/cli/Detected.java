package io.ztoq.cli;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.inspect.SchemaDetection;
import io.ztoq.schema.inspect.SchemaDetection.Match;
import io.ztoq.schema.inspect.SchemaDetection.TableStanding;
import io.ztoq.schema.inspect.SchemaSnapshot;
import java.time.Duration;
import java.time.Instant;
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

  /** A status that nobody asked to search does not take much longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * @param asked whether it may take as long as it needs
   */
  static Detected of(SchemaDatabase database, MigrationSet set, SchemaState state, boolean asked) {
    List<Migration> candidates = state.filesForHere(set);
    boolean recorded =
        state.migrations().stream()
            .anyMatch(one -> one.isApplied() || one.kind() == Kind.HALF_DONE);
    if (recorded
        || database.isOther()
        || candidates.isEmpty()
        || !database.exists()
        || isEmpty(database)) {
      return NOTHING;
    }
    try {
      Instant until = asked ? Instant.MAX : Instant.now().plus(PATIENCE);
      return SchemaDetection.detect(database, candidates, database, until)
          .map(Detected::of)
          .orElseGet(() -> notFound(candidates.size()));
    } catch (RunStopped problem) {
      String line = "what the schema is could not be found out: " + problem.getMessage();
      return new Detected(Map.of("problem", String.valueOf(problem.getMessage())), List.of(line));
    }
  }

  private static Detected notFound(int versions) {
    String line =
        "No history: which of %s the schema is was not found within %d s; `ztoq schema status --detect` takes its time"
            .formatted(Counted.of(versions, "version"), PATIENCE.toSeconds());
    return new Detected(Map.of("notFound", line), List.of(line));
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
    }
    if (found.match() == Match.PARTIAL || found.match() == Match.VERSION_AND_MORE) {
      found.others().forEach(one -> lines.add("  not ours   " + one));
    }
    if (found.match() == Match.VERSION || found.match() == Match.VERSION_AND_MORE) {
      String more = found.match() == Match.VERSION ? "" : " --allow-extra";
      lines.add("`ztoq schema baseline %s%s` records it".formatted(found.number(), more));
    }
    return new Detected(found, lines);
  }
}

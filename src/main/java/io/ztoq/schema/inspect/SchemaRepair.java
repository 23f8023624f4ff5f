package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.JournalEntry;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationHeader;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SchemaFailures;
import io.ztoq.schema.SchemaRecords;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.SqlFile;
import io.ztoq.schema.inspect.SchemaDetection.Match;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes the records say what the schema is, never the other way round; only when the fingerprint of
 * the schema proves it.
 */
public final class SchemaRepair {

  private static final int SHOWN = 20;

  private final SchemaDatabase database;
  private final MigrationSet set;
  private final SchemaEngine engine;
  private final SchemaDatabase scratchLike;

  /**
   * @param scratchLike where a scratch database is made
   */
  public SchemaRepair(
      SchemaDatabase database, MigrationSet set, SchemaEngine engine, SchemaDatabase scratchLike) {
    this.database = database;
    this.set = set;
    this.engine = engine;
    this.scratchLike = scratchLike;
  }

  /**
   * What was, or would be, changed.
   *
   * @param version that the schema is
   * @param changes sentences, one per record
   * @param done false when it was declined, nothing was changed then
   */
  public record Result(String version, List<String> changes, boolean done) {}

  /** What a record says afterwards. */
  private enum Becomes {
    APPLIED,
    ACCEPTED,
    TAKEN_BACK
  }

  /** One record that is not right. */
  private record Change(Migration migration, Becomes becomes, String words) {}

  /**
   * Records that a schema without a history is a version.
   *
   * @param more objects that belong to no migration are accepted
   * @throws RunStopped (SCH-104, exit code 4) when it is not, (SCH-105) when it has a history
   */
  public Result baseline(Migration version, boolean more) {
    SchemaState state = engine.status();
    if (state.migrations().stream().anyMatch(one -> isRecorded(one))) {
      throw SchemaFailures.conflict(
          "SCH-105",
          "%s has a history up to %s, a baseline is for a schema without one; `ztoq schema repair` brings a wrong history in order"
              .formatted(database.display(), state.version()));
    }
    refuseWhatReachesOut();
    state.refuseOtherEnvironment(version);
    List<Migration> upTo =
        state.filesForHere(set).stream()
            .filter(one -> Numbers.compare(one.number(), version.number()) <= 0)
            .toList();
    ExpectedSchema expected = ExpectedSchema.of(scratchLike, upTo);
    check(expected.live(database), expected, more);
    List<Change> changes =
        upTo.stream()
            .map(one -> new Change(one, Becomes.APPLIED, one.display() + " is recorded as applied"))
            .toList();
    write(changes, JournalEntry.BASELINE, expected, more);
    return new Result(version.number(), words(changes), true);
  }

  private static boolean isRecorded(MigrationState one) {
    return one.isApplied() || one.kind() == Kind.HALF_DONE;
  }

  private void refuseWhatReachesOut() {
    if (database.url().equals(scratchLike.url())) {
      ScratchRun.refuseWhatReachesOut(set.all());
    }
  }

  /** All that is not as expected; what is more only when it is not accepted. */
  private static List<Difference> differences(
      SchemaSnapshot live, ExpectedSchema expected, boolean more) {
    return live.differences(expected.snapshot()).stream()
        .filter(one -> !more || one.kind() != Difference.Kind.EXTRA)
        .toList();
  }

  private void check(SchemaSnapshot live, ExpectedSchema expected, boolean more) {
    List<Difference> differences = differences(live, expected, more);
    if (!differences.isEmpty()) {
      boolean onlyMore = differences.stream().allMatch(one -> one.kind() == Difference.Kind.EXTRA);
      throw SchemaFailures.conflict(
          "SCH-104",
          "the schema of %s is not what the migrations up to %s make, nothing was recorded: %s; %s"
              .formatted(
                  database.display(),
                  expected.number(),
                  told(differences),
                  onlyMore
                      ? "--allow-extra accepts objects of others"
                      : "`ztoq schema status` and `verify` show what it is"));
    }
  }

  private static String told(List<Difference> differences) {
    List<String> words =
        new ArrayList<>(differences.stream().limit(SHOWN).map(Difference::inWords).toList());
    if (differences.size() > SHOWN) {
      words.add("and %d more".formatted(differences.size() - SHOWN));
    }
    return String.join(", ", words);
  }

  /**
   * Accepts changed files, forgets orphans and adds what is missing, as far as the schema is what
   * they say.
   *
   * @param more objects that belong to no migration are accepted
   * @param agree is asked when there is something to change
   * @throws RunStopped (SCH-104, exit code 4) when the schema is no known version, (SCH-105) when
   *     something stands half done, or with {@code more} an orphan may own what is more
   */
  public Result repair(boolean more, Predicate<List<String>> agree) {
    SchemaState state = engine.status();
    refuse(state, Kind.HALF_DONE, "stands half done");
    if (more) {
      refuse(state, Kind.ORPHAN, "may own what no migration makes");
    }
    refuseWhatReachesOut();
    List<Migration> meant =
        state.migrations().stream()
            .filter(MigrationState::isApplied)
            .flatMap(one -> set.find(one.number()).stream())
            .toList();
    ExpectedSchema expected = ExpectedSchema.of(scratchLike, meant);
    if (!differences(expected.live(database), expected, false).isEmpty()) {
      meant = meant(state, expected, more);
      expected = ExpectedSchema.of(scratchLike, meant);
    }
    List<Change> changes = changes(state, meant);
    if (!changes.isEmpty() && !agree.test(words(changes))) {
      return new Result(expected.number(), words(changes), false);
    }
    if (!changes.isEmpty()) {
      write(changes, JournalEntry.REPAIR, expected, more);
    } else if (!state.tidy()) {
      engine.changeRecords((now, connection, records) -> {});
    }
    return new Result(expected.number(), words(changes), true);
  }

  private static void refuse(SchemaState state, Kind kind, String why) {
    state.of(kind).stream()
        .findFirst()
        .ifPresent(
            one -> {
              throw SchemaFailures.conflict(
                  "SCH-105", "%s %s: %s".formatted(one.number(), why, one.note()));
            });
  }

  /** The files that the live schema is made of, when it is a known version. */
  private List<Migration> meant(SchemaState state, ExpectedSchema recorded, boolean more) {
    List<Migration> files = state.filesForHere(set);
    if (files.isEmpty()) {
      check(recorded.live(database), recorded, more);
    }
    SchemaDetection.Result found = SchemaDetection.detect(database, files, scratchLike);
    if (found.match() == Match.NOTHING && (more || found.others().isEmpty())) {
      return List.of();
    }
    if (found.match() != Match.VERSION && !(more && found.match() == Match.VERSION_AND_MORE)) {
      check(recorded.live(database), recorded, more);
    }
    List<String> same = new ArrayList<>(List.of(found.number()));
    same.addAll(found.sameAs());
    String number =
        same.stream()
            .filter(one -> Numbers.compare(one, state.version()) <= 0)
            .reduce((one, other) -> other)
            .orElse(found.number());
    return files.stream().filter(one -> Numbers.compare(one.number(), number) <= 0).toList();
  }

  private List<Change> changes(SchemaState state, List<Migration> meant) {
    List<Change> changes = new ArrayList<>();
    for (MigrationState one : state.migrations()) {
      Migration file = set.find(one.number()).orElseGet(() -> gone(one));
      boolean is = meant.contains(file);
      if (is && one.kind() == Kind.CHANGED) {
        changes.add(
            new Change(file, Becomes.ACCEPTED, file.display() + ": its changed file is accepted"));
      } else if (is && !one.isApplied()) {
        changes.add(new Change(file, Becomes.APPLIED, file.display() + " is recorded as applied"));
      } else if (!is && one.isApplied()) {
        changes.add(
            new Change(
                file,
                Becomes.TAKEN_BACK,
                "%s %s is recorded as rolled back, nothing of it is in the schema"
                    .formatted(one.number(), one.name())));
      }
    }
    return changes;
  }

  /** Stands for a migration without files. */
  private static Migration gone(MigrationState one) {
    SqlFile none = new SqlFile("", "", "");
    return new Migration(one.number(), one.name(), none, null, MigrationHeader.NONE, true);
  }

  private static List<String> words(List<Change> changes) {
    return changes.stream().map(Change::words).toList();
  }

  private void write(
      List<Change> changes, String direction, ExpectedSchema expected, boolean more) {
    engine.changeRecords(
        (state, connection, records) -> {
          check(expected.live(connection), expected, more);
          for (Change one : changes) {
            write(one, direction, records);
          }
        });
  }

  private static void write(Change one, String direction, SchemaRecords records)
      throws SQLException {
    JournalEntry entry =
        JournalEntry.started(one.migration(), direction, Instant.now())
            .done(Instant.now(), one.words());
    switch (one.becomes()) {
      case APPLIED -> records.applied(one.migration(), entry);
      case ACCEPTED -> records.accepted(one.migration(), entry);
      case TAKEN_BACK -> records.takenBack(one.migration(), entry);
    }
  }
}

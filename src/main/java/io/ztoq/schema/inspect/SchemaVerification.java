package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.inspect.Finding.Weight;
import java.util.ArrayList;
import java.util.List;

/** Compares files, records and the live schema with each other; changes nothing. */
public final class SchemaVerification {

  private final SchemaDatabase database;
  private final MigrationSet set;
  private final SchemaDatabase scratchLike;

  /**
   * @param scratchLike where a scratch database is made, usually {@code database} itself
   */
  public SchemaVerification(SchemaDatabase database, MigrationSet set, SchemaDatabase scratchLike) {
    this.database = database;
    this.set = set;
    this.scratchLike = scratchLike;
  }

  /**
   * What was found.
   *
   * @param version highest applied number
   * @param fingerprint of the live schema
   * @param expected fingerprint of what the applied migrations give
   */
  public record Result(
      String version, String fingerprint, String expected, List<Finding> findings) {

    /** 0 clean, 1 with warnings, 4 with a contradiction. */
    public int exitStatus() {
      return findings.stream().mapToInt(one -> one.weight().status()).max().orElse(0);
    }
  }

  /**
   * @param state as the engine's status tells it
   * @param more objects that belong to no migration are only noted
   * @throws RunStopped (SCH-100 to SCH-103)
   */
  public Result verify(SchemaState state, boolean more) {
    List<Finding> findings = new ArrayList<>();
    state.migrations().forEach(one -> judge(one, findings));
    if (!state.tidy()) {
      findings.add(
          new Finding(
              "records",
              "records",
              "migration_history, flyway_schema_history and schema_journal do not agree yet, a command was killed or another tool was used; the next apply-all brings them together",
              Weight.WARNING));
    }
    if (database.url().equals(scratchLike.url())) {
      ScratchRun.refuseWhatReachesOut(set.all());
    }
    ExpectedSchema expected = ExpectedSchema.of(scratchLike, applied(state));
    SchemaSnapshot live = expected.live(database);
    drift(live.differences(expected.snapshot()), state, more, findings);
    return new Result(
        state.version(),
        live.fingerprint(),
        expected.snapshot().fingerprint(),
        List.copyOf(findings));
  }

  private List<Migration> applied(SchemaState state) {
    return state.migrations().stream()
        .filter(MigrationState::isApplied)
        .flatMap(one -> set.find(one.number()).stream())
        .toList();
  }

  private void judge(MigrationState one, List<Finding> findings) {
    String number = one.number();
    if (one.kind() == Kind.CHANGED) {
      findings.add(
          new Finding(
              "checksum",
              number,
              "%s was changed after it was applied; put the old text back and write a new migration, or `ztoq schema repair` when the schema is the same"
                  .formatted(set.find(number).map(it -> it.up().place()).orElse(one.name())),
              Weight.CONFLICT));
    } else if (one.kind() == Kind.ORPHAN) {
      findings.add(
          new Finding(
              "orphan",
              number,
              "%s %s is applied, but has no file in %s; put its files back, or `ztoq schema repair` when nothing of it is in the schema"
                  .formatted(number, one.name(), set.place()),
              Weight.CONFLICT));
    } else if (one.kind() == Kind.HALF_DONE) {
      findings.add(new Finding("half-done", number, one.note(), Weight.WARNING));
    }
    boolean cannotGoBack =
        one.kind() != Kind.OTHER_ENVIRONMENT
            && set.find(number).map(it -> it.down() == null).orElse(false);
    if (cannotGoBack) {
      findings.add(
          new Finding(
              "missing-file",
              number,
              "%s has no U file, so it cannot be taken back".formatted(number),
              Weight.WARNING));
    }
  }

  private static void drift(
      List<Difference> differences, SchemaState state, boolean more, List<Finding> findings) {
    boolean unsure = !state.of(Kind.HALF_DONE).isEmpty();
    for (Difference one : differences) {
      Weight weight = unsure ? Weight.WARNING : Weight.CONFLICT;
      findings.add(
          new Finding(
              "drift",
              one.object(),
              one.inWords() + (unsure ? " (a migration stands half done)" : ""),
              more && one.kind() == Difference.Kind.EXTRA ? Weight.NOTE : weight));
    }
  }
}

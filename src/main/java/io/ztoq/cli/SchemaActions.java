package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.ApplyResult;
import io.ztoq.schema.Backup;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.RollbackResult;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SchemaListener;
import io.ztoq.schema.SchemaState;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the schema commands do, for their form as options and as sub-commands. */
final class SchemaActions {

  private final Surroundings surroundings;
  private final SchemaOptions options;
  private final SchemaDatabase database;
  private final MigrationSet set;

  SchemaActions(Surroundings surroundings, SchemaOptions options) {
    this.surroundings = surroundings;
    this.options = options;
    this.database = options.database(surroundings);
    this.set = options.set(database, surroundings);
  }

  /**
   * @param number of one migration, null for all
   * @param detect finds out what a schema without a history is, however many versions there are
   */
  int status(@Nullable String number, boolean detect) {
    SchemaState state = engine(null, SchemaListener.NONE).status();
    String orphan = number == null ? null : orphan(number, state);
    String only = number == null || orphan != null ? orphan : set.named(number).number();
    SchemaText text = new SchemaText(state, only);
    Detected detected = Detected.of(database, set, state, detect);
    PrintWriter out = surroundings.out();
    if (options.isJson()) {
      out.print(text.json(detected.value()));
    } else {
      out.print(text.text());
      detected.lines().forEach(out::println);
    }
    out.flush();
    return text.exitStatus();
  }

  /**
   * @param number of one migration, null for all
   */
  int apply(@Nullable String number, @Nullable Backup backup) {
    Migration only = number == null ? null : set.named(number);
    ApplyResult result =
        working(
            "done",
            "applied",
            backup,
            engine -> only == null ? engine.applyAll() : engine.apply(only));
    if (options.isJson()) {
      show(result);
      return 0;
    }
    PrintWriter out = surroundings.out();
    for (String one : result.leftOut()) {
      out.println("%s is left out: it is for another environment".formatted(one));
    }
    if (!result.applied().isEmpty()) {
      out.println("SUCCESS: %d applied".formatted(result.applied().size()));
    } else {
      out.println(
          only == null
              ? "SUCCESS: nothing is pending"
              : "SUCCESS: %s is already applied".formatted(only.display()));
    }
    return 0;
  }

  int rollbackTo(String target, boolean yes, @Nullable Backup backup) {
    return ended(back(backup, engine -> engine.rollbackTo(target, losses -> agree(losses, yes))));
  }

  int rollback(String number, boolean yes, @Nullable Backup backup) {
    Migration only = set.named(refusingOrphans(number, engine(null, SchemaListener.NONE).status()));
    return ended(back(backup, engine -> engine.rollback(only, losses -> agree(losses, yes))));
  }

  private RollbackResult back(
      @Nullable Backup backup, Function<SchemaEngine, RollbackResult> work) {
    return working("rolled back", "rolledBack", backup, work);
  }

  private String refusingOrphans(String number, SchemaState state) {
    String orphan = orphan(number, state);
    if (orphan != null) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "SCH-008",
          "%s is applied but has no file in %s, so it cannot be taken back; put its files back"
              .formatted(orphan, set.place()));
    }
    return number;
  }

  /** The number of an applied migration without a file, null when {@code text} is none. */
  private static @Nullable String orphan(String text, SchemaState state) {
    return Numbers.normal(text)
        .filter(number -> state.find(number).filter(one -> one.kind() == Kind.ORPHAN).isPresent())
        .orElse(null);
  }

  private int ended(RollbackResult result) {
    if (options.isJson()) {
      show(result);
    } else if (result.declined()) {
      surroundings.out().println("nothing was changed");
    } else if (result.rolledBack().isEmpty()) {
      surroundings.out().println("SUCCESS: nothing to roll back");
    } else {
      surroundings.out().println("SUCCESS: %d rolled back".formatted(result.rolledBack().size()));
    }
    return result.declined() ? ExitCode.FINDINGS.status() : 0;
  }

  /**
   * Shows how far it is, in JSON what was done when it fails.
   *
   * @param ending word for a migration that is through
   * @param word for all of them in JSON
   */
  private <T> T working(
      String ending, String word, @Nullable Backup backup, Function<SchemaEngine, T> work) {
    if (!options.isJson()) {
      return work.apply(engine(backup, new SchemaProgress(surroundings.out(), ending)));
    }
    SchemaDone done = new SchemaDone();
    return done.orShow(() -> work.apply(engine(backup, done)), word, surroundings);
  }

  /** Shows what would be lost, and asks where somebody can answer. */
  private boolean agree(List<RollbackLoss> losses, boolean yes) {
    PrintWriter told = surroundings.err();
    told.println("this rollback loses data in %s:".formatted(database.display()));
    Table table = new Table("rows", "table", "");
    losses.stream()
        .filter(one -> one.rows() > 0)
        .forEach(one -> table.row(one.rows(), one.table(), one.what()));
    told.print(table.text());
    long empty = losses.stream().filter(one -> one.rows() == 0).count();
    if (empty > 0) {
      told.println("  and %d without rows".formatted(empty));
    }
    told.flush();
    return yes
        || Agreement.asked(
            "lose them?",
            surroundings,
            () ->
                new RunStopped(
                    ExitCode.USAGE,
                    "SCH-005",
                    "a rollback that loses rows needs --yes where nobody can be asked (and --backup keeps a copy); nothing was changed"));
  }

  private void show(Object value) {
    surroundings.out().print(Table.json(value));
    surroundings.out().flush();
  }

  private SchemaEngine engine(@Nullable Backup backup, SchemaListener listener) {
    EngineOptions how = options.engine(surroundings, backup, listener);
    return new SchemaEngine(database, set, how);
  }
}

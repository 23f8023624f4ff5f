package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.ApplyResult;
import io.ztoq.schema.Backup;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.RollbackResult;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SchemaListener;
import io.ztoq.schema.SchemaState;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    this.set = options.set(database);
  }

  /**
   * @param number of one migration, null for all
   * @param detect finds out what a schema without a history is, however many versions there are
   */
  int status(@Nullable String number, boolean detect) {
    String only = number == null ? null : set.named(number).number();
    SchemaState state = engine(null, SchemaListener.NONE).status();
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
    SchemaEngine engine = engine(backup, this::said);
    ApplyResult result = only == null ? engine.applyAll() : engine.apply(only);
    if (options.isJson()) {
      return show(
          Map.of(
              "applied", result.applied(), "leftOut", result.leftOut(), "backup", result.backup()));
    }
    PrintWriter out = surroundings.out();
    if (!result.backup().isEmpty()) {
      out.println("backup: " + result.backup());
    }
    result
        .leftOut()
        .forEach(
            one -> out.println("%s is left out: it is for another environment".formatted(one)));
    if (!result.applied().isEmpty()) {
      out.println("SUCCESS: %d applied".formatted(result.applied().size()));
    } else {
      out.println(
          only == null
              ? "SUCCESS: nothing is pending"
              : "SUCCESS: %s is already applied, or left out".formatted(only.display()));
    }
    return 0;
  }

  int rollbackTo(String target, boolean yes) {
    SchemaEngine engine = engine(null, this::said);
    return told(engine.rollbackTo(target, losses -> agree(losses, yes)));
  }

  int rollback(String number, boolean yes) {
    Migration only = set.named(number);
    SchemaEngine engine = engine(null, this::said);
    return told(engine.rollback(only, losses -> agree(losses, yes)));
  }

  private int told(RollbackResult result) {
    if (options.isJson()) {
      show(
          Map.of(
              "rolledBack", result.rolledBack(),
              "lost", result.lost(),
              "declined", result.declined()));
    } else if (result.declined()) {
      surroundings.out().println("nothing was changed");
    } else if (result.rolledBack().isEmpty()) {
      surroundings.out().println("SUCCESS: nothing to roll back");
    } else {
      surroundings.out().println("SUCCESS: %d rolled back".formatted(result.rolledBack().size()));
    }
    return result.declined() ? ExitCode.FINDINGS.status() : 0;
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
    Console console = surroundings.terminal() ? System.console() : null;
    if (yes) {
      return true;
    }
    if (console == null) {
      throw new RunStopped(
          ExitCode.USAGE,
          "SCH-005",
          "a rollback that loses rows needs --yes where nobody can be asked; nothing was changed");
    }
    String answer = console.readLine("lose them? [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private void said(SchemaListener.Step step, Migration migration, String text) {
    if (options.isJson()) {
      return;
    }
    PrintWriter out = surroundings.out();
    switch (step) {
      case STARTED ->
          out.println(
              "%s: %s %s".formatted(migration.number(), migration.name(), text).stripTrailing());
      case DONE -> out.println("%s: done %s".formatted(migration.number(), text).stripTrailing());
      default -> {}
    }
    out.flush();
  }

  private int show(Object value) {
    surroundings.out().print(Table.json(value));
    surroundings.out().flush();
    return 0;
  }

  private SchemaEngine engine(@Nullable Backup backup, SchemaListener listener) {
    EngineOptions how = options.engine(surroundings, backup, listener);
    return new SchemaEngine(database, set, how);
  }
}

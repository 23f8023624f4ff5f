package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaListener.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.ValidateOutput;

/**
 * Random commands, kills and edits on one database. After each, history, Flyway's table, the
 * journal and the tables that are really there must say the same.
 */
final class RandomWalk {

  private static final Set<String> ALLOWED = Set.of("SCH-007", "SCH-012");

  private final Sets sets;
  private final Look look;
  private final Random random;
  private final TreeSet<String> edited = new TreeSet<>();
  private final List<String> told = new ArrayList<>();
  private List<String> journal = List.of();
  private int files;

  RandomWalk(Sets sets, long seed) {
    this.sets = sets;
    this.look = new Look(sets.database());
    this.random = new Random(seed);
  }

  void go(int steps) {
    add();
    add();
    for (int i = 0; i < steps; i++) {
      told.add(step());
      check();
    }
    end();
  }

  private String step() {
    return switch (random.nextInt(9)) {
      case 0 -> add();
      case 1 -> edit();
      case 2 -> edited.isEmpty() ? add() : putBack();
      case 3, 4 -> attempt("apply-all", () -> sets.engine().applyAll());
      case 5 -> attempt("apply-all, killed", () -> sets.engine(dying()).applyAll());
      case 6, 7 -> rollback(SchemaListener.NONE, "");
      default -> rollback(dying(), ", killed");
    };
  }

  private String rollback(SchemaListener listener, String words) {
    String target = number(random.nextInt(files + 1));
    return attempt(
        "rollback-to " + target + words,
        () -> sets.engine(listener).rollbackTo(target, losses -> true));
  }

  private String attempt(String name, Runnable command) {
    try {
      command.run();
      return name;
    } catch (StepsContract.Killed killed) {
      return name + " (was)";
    } catch (RunStopped refused) {
      assertThat(ALLOWED)
          .as("%s: %s after %s", name, refused.line(), told)
          .contains(refused.code());
      return name + " " + refused.code();
    }
  }

  private SchemaListener dying() {
    List<Step> steps = List.of(Step.values());
    Step step = steps.get(random.nextInt(steps.size()));
    int[] left = {1 + random.nextInt(4)};
    return (reached, migration, text) -> {
      if (reached == step && --left[0] == 0) {
        throw new StepsContract.Killed();
      }
    };
  }

  /** Every third migration works without a transaction, its rollback too. */
  private String add() {
    files++;
    String number = number(files);
    boolean steps = files % 3 == 0;
    String head = steps ? "-- transaction: none\n" : "";
    sets.write(
        number,
        "table_" + files,
        head
            + "CREATE TABLE t%s_a (id INTEGER);\nCREATE TABLE t%s_b (id INTEGER);\nINSERT INTO t%s_a VALUES (1);\n"
                .formatted(number, number, number),
        head
            + "DROP TABLE %st%s_b;\nDROP TABLE %st%s_a;\n"
                .formatted(steps ? "IF EXISTS " : "", number, steps ? "IF EXISTS " : "", number));
    return "add " + number;
  }

  private String edit() {
    String number = number(1 + random.nextInt(files));
    if (edited.add(number)) {
      String name = name(number);
      sets.file(name, text(name) + "-- edited\n");
    }
    return "edit " + number;
  }

  private String putBack() {
    String number = edited.pollFirst();
    String name = name(number);
    String text = text(name);
    sets.file(name, text.substring(0, text.length() - "-- edited\n".length()));
    return "put back " + number;
  }

  private String text(String name) {
    return sets.set().all().stream()
        .filter(one -> one.up().name().equals(name))
        .map(one -> one.up().text())
        .findFirst()
        .orElseThrow();
  }

  private static String name(String number) {
    return "V%s__table_%d.sql".formatted(number, Integer.parseInt(number));
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%03d", value);
  }

  private void check() {
    SchemaState state = sets.engine().status();
    Set<String> applied = numbers(state, MigrationState::isApplied);
    Set<String> half = numbers(state, one -> one.kind() == Kind.HALF_DONE);
    if (look.hasTable("schema_journal")) {
      List<String> now = look.rows("SELECT * FROM schema_journal ORDER BY id");
      assertThat(now).as("journal after %s", told).hasSizeGreaterThanOrEqualTo(journal.size());
      assertThat(now.subList(0, journal.size())).as("journal after %s", told).isEqualTo(journal);
      journal = now;
      SortedSet<String> flyway = new TreeSet<>(look.flyway());
      flyway.removeAll(half);
      assertThat(flyway).as("Flyway's table after %s", told).isEqualTo(applied);
      assertThat(byJournal(half)).as("journal after %s", told).isEqualTo(applied);
      flywayAgrees(state, half);
    }
    SortedSet<String> history =
        look.history().stream()
            .filter(row -> row.endsWith("|applied"))
            .map(row -> row.substring(0, 3))
            .collect(Collectors.toCollection(TreeSet::new));
    history.removeAll(half);
    assertThat(history).as("history after %s", told).isEqualTo(applied);
    SortedSet<String> expected = new TreeSet<>();
    applied.forEach(number -> expected.addAll(List.of("t" + number + "_a", "t" + number + "_b")));
    Set<String> there = look.tables();
    there.removeIf(table -> half.contains(table.substring(1, 4)));
    assertThat(there).as("tables after %s", told).isEqualTo(expected);
  }

  /** Flyway itself takes the same files for changed, and nothing else for wrong. */
  private void flywayAgrees(SchemaState state, Set<String> half) {
    SortedSet<String> wrong = new TreeSet<>();
    for (ValidateOutput one : flyway().validateWithResult().invalidMigrations) {
      wrong.add(one.version);
    }
    wrong.removeAll(half);
    assertThat(wrong)
        .as("Flyway's own validate after %s", told)
        .isEqualTo(numbers(state, one -> one.kind() == Kind.CHANGED));
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(sets.database().url(), sets.database().user(), sets.database().password())
        .locations("filesystem:" + sets.folder())
        .ignoreMigrationPatterns("*:pending")
        .load();
  }

  private SortedSet<String> byJournal(Set<String> half) {
    SortedSet<String> found = new TreeSet<>();
    for (String row :
        look.rows(
            "SELECT migration_number, direction FROM schema_journal WHERE outcome = 'done' ORDER BY id")) {
      if (row.endsWith("|apply")) {
        found.add(row.substring(0, 3));
      } else {
        found.remove(row.substring(0, 3));
      }
    }
    found.removeAll(half);
    return found;
  }

  private static SortedSet<String> numbers(
      SchemaState state, java.util.function.Predicate<MigrationState> which) {
    return state.migrations().stream()
        .filter(which)
        .map(MigrationState::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whatever happened, everything can be taken back and applied again. */
  private void end() {
    while (!edited.isEmpty()) {
      told.add(putBack());
    }
    sets.rollbackTo("000");
    told.add("rollback-to 000");
    check();
    assertThat(look.tables()).as("after %s", told).isEmpty();
    sets.engine().applyAll();
    told.add("apply-all");
    check();
    assertThat(sets.engine().status().exitStatus()).as("after %s", told).isZero();
    assertThat(look.tables()).hasSize(2 * files);
    assertThat(flyway().info().pending()).isEmpty();
  }
}

package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The copy before an apply. */
class BackupTest {

  @TempDir private Path folder;

  @Test
  void aCopyIsMadeBeforeSomethingIsAppliedAndHoldsWhatWasThere() {
    Sets sets = sqlite().table("001", "one");
    sets.engine().applyAll();
    sets.table("002", "two");

    ApplyResult result = engine(sets, null).applyAll();

    SchemaDatabase copy = new SchemaDatabase("jdbc:sqlite:" + result.backup(), null, null);
    assertThat(result.backup()).matches(".*work-\\d{8}-\\d{6}\\.db");
    assertThat(new Look(copy).tables()).containsExactly("one");
    assertThat(new Look(copy).rows("SELECT word FROM one")).containsExactly("a;b");
    assertThat(engine(sets, null).applyAll().backup()).as("nothing to apply").isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aBackupThatFailsStopsTheApply() {
    Sets sets = sqlite().table("001", "one");

    assertThatThrownBy(() -> engine(sets, "echo no room; exit 3").applyAll())
        .hasMessageContaining("so nothing was changed")
        .hasMessageContaining("no room")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(1);
    assertThat(new Look(sets.database()).tables()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCommandThatEndsWellAndWritesNothingHasMadeNoBackup() {
    Sets sets = sqlite().table("001", "one");

    assertThatThrownBy(() -> engine(sets, ": > \"$ZTOQ_BACKUP_FILE\"").applyAll())
        .hasMessageContaining("nothing was written to");
    assertThat(new Look(sets.database()).tables()).isEmpty();
    assertThat(folder.resolve("backups")).isEmptyDirectory();
  }

  @Test
  void aCopyIsMadeBeforeSomethingIsTakenBackAndToldBeforeTheChange() {
    Sets sets = sqlite().table("001", "one").table("002", "two");
    sets.engine().applyAll();
    List<String> told = new ArrayList<>();
    SchemaListener listener =
        new SchemaListener() {
          @Override
          public void reached(Step step, Migration migration, String text) {
            told.add(step.name());
          }

          @Override
          public void copied(String place) {
            told.add("copied");
          }
        };

    RollbackResult result = engine(sets, null, listener).rollbackTo("001", losses -> true);

    SchemaDatabase copy = new SchemaDatabase("jdbc:sqlite:" + result.backup(), null, null);
    assertThat(new Look(copy).tables()).containsExactly("one", "two");
    assertThat(told).startsWith("copied", "STARTED");
    assertThat(engine(sets, null).rollbackTo("000", losses -> false).backup()).isEmpty();
  }

  @Test
  void aBackupNeverReplacesAnother() {
    Sets sets = sqlite().table("001", "one");
    sets.engine().applyAll();
    Backup backup = new Backup(folder.resolve("backups"), null);

    String first = backup.make(sets.database());

    assertThat(backup.make(sets.database())).isNotEqualTo(first);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theServersOfAnAddressWithSeveralAreAllTold() throws Exception {
    SchemaDatabase database =
        new SchemaDatabase(
            "jdbc:postgresql://one:5433,two/work%20data?sslmode=require", "me", null);

    String place =
        new Backup(
                folder.resolve("backups"),
                "echo \"$PGHOST $PGPORT $PGDATABASE $PGSSLMODE\" > \"$ZTOQ_BACKUP_FILE\"")
            .make(database);

    assertThat(Files.readString(Path.of(place)).strip())
        .isEqualTo("one,two 5433,5432 work data require");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCommandOfTheUserFindsTheDatabaseInItsEnvironment() throws Exception {
    SchemaDatabase database = Databases.postgres();
    Sets sets = new Sets(database, folder.resolve("migrations")).table("001", "one");

    ApplyResult result =
        engine(sets, "echo \"$PGHOST $PGPORT $PGDATABASE $PGUSER\" > \"$ZTOQ_BACKUP_FILE\"")
            .applyAll();

    assertThat(Files.readString(Path.of(result.backup())).strip())
        .matches("localhost \\d+ " + database.display().replaceFirst(".*/", "") + " postgres");
  }

  private Sets sqlite() {
    return new Sets(Databases.sqlite(folder), folder.resolve("migrations"));
  }

  private SchemaEngine engine(Sets sets, @Nullable String command) {
    return engine(sets, command, SchemaListener.NONE);
  }

  private SchemaEngine engine(Sets sets, @Nullable String command, SchemaListener listener) {
    return new SchemaEngine(
        sets.database(),
        sets.set(),
        new EngineOptions(
            Actor.ofProcess("test"),
            "",
            Duration.ofSeconds(5),
            new Backup(folder.resolve("backups"), command),
            listener));
  }
}

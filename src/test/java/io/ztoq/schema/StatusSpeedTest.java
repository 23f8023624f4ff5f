package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of a thousand migrations comes within a second. */
class StatusSpeedTest {

  private static final int MANY = 1000;

  @TempDir private Path folder;

  @Test
  void aThousandMigrationsAreSeenWithinASecond() throws SQLException {
    Sets sets = new Sets(Databases.sqlite(folder), folder.resolve("migrations"));
    for (int i = 1; i <= MANY; i++) {
      sets.table("%03d".formatted(i), "table_" + i);
    }
    try (Connection connection = sets.database().open()) {
      SchemaRecords records = new SchemaRecords(connection, Actor.ofProcess("test"));
      records.createTables();
      for (Migration one : sets.set().all()) {
        JournalEntry entry = JournalEntry.started(one, JournalEntry.APPLY, Instant.now());
        records.journal(entry);
        records.applied(one, entry.done(Instant.now(), null));
      }
      connection.commit();
    }

    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 3; i++) {
      Instant start = Instant.now();
      SchemaState state = sets.engine().status();
      Duration taken = Duration.between(start, Instant.now());
      best = taken.compareTo(best) < 0 ? taken : best;
      assertThat(state.exitStatus()).isZero();
      assertThat(state.version()).isEqualTo("1000");
    }

    assertThat(best).isLessThan(Duration.ofSeconds(1));
  }
}

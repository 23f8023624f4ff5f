package io.ztoq.schema.inspect;

import io.ztoq.schema.Migration;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.SchemaDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/**
 * What some migrations give, as seen on a scratch database.
 *
 * @param number of the last of them, 000 for none
 */
record ExpectedSchema(String number, SchemaSnapshot snapshot) {

  /**
   * @param like where a scratch database is made
   * @throws io.ztoq.failure.RunStopped (SCH-101 to SCH-103)
   */
  static ExpectedSchema of(SchemaDatabase like, List<Migration> migrations) {
    try (ScratchDatabase scratch = ScratchDatabase.like(like);
        ScratchRun run = new ScratchRun(scratch.database())) {
      for (Migration migration : migrations) {
        run.apply(migration);
      }
      return new ExpectedSchema(last(migrations), SchemaSnapshot.ofAll(run.connection()));
    } catch (SQLException problem) {
      throw InspectFailures.unread("a scratch database", problem);
    }
  }

  private static String last(List<Migration> migrations) {
    return migrations.isEmpty() ? Numbers.NOTHING : migrations.get(migrations.size() - 1).number();
  }

  /** The same schemas of a live database. */
  SchemaSnapshot live(SchemaDatabase database) {
    if (!database.exists()) {
      return new SchemaSnapshot(new TreeSet<>(), new TreeSet<>());
    }
    try (Connection connection = database.openReadOnly()) {
      return live(connection);
    } catch (SQLException problem) {
      throw InspectFailures.unread(database.display(), problem);
    }
  }

  SchemaSnapshot live(Connection connection) throws SQLException {
    return SchemaSnapshot.of(connection, snapshot.schemas());
  }
}

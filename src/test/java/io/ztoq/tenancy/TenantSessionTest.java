package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.schema.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of a session: all or nothing, also beside others. */
class TenantSessionTest {

  @TempDir private Path folder;

  @Test
  void aSessionThatCouldNotBeginIsAsGoodAsNewAfterwards() throws SQLException {
    QaDatabase qa = new QaDatabase(QaDatabase.sqlite(folder), Shape.NEW).rows(3);
    try (TenantSession session = TenantSession.open(qa.database(), false)) {
      try (Connection other = qa.database().where().open()) {
        assertThatThrownBy(
                () -> session.in(sql -> sql.update("DELETE FROM test_execution_details")))
            .hasMessageContaining("SQLITE_BUSY");
        other.rollback();
      }

      assertThatThrownBy(
              () ->
                  session.in(
                      sql -> {
                        sql.update("DELETE FROM test_execution_details");
                        throw new IllegalStateException("in the middle");
                      }))
          .hasMessage("in the middle")
          .hasNoSuppressedExceptions();

      assertThat(qa.number("SELECT count(*) FROM test_execution_details")).isEqualTo(18);
      int deleted = session.in(sql -> sql.update("DELETE FROM test_execution_details"));
      assertThat(deleted).isEqualTo(18);
      assertThat(qa.number("SELECT count(*) FROM test_execution_details")).isZero();
    }
  }

  @Test
  void betweenTransactionsNothingIsHeld() throws SQLException {
    QaDatabase qa = new QaDatabase(QaDatabase.sqlite(folder), Shape.NEW).rows(3);
    try (TenantSession session = TenantSession.open(qa.database(), false)) {
      session.in(sql -> sql.update("UPDATE users SET full_name = 'x'"));

      try (Connection other = qa.database().where().open()) {
        assertThat(new Sql(other).update("UPDATE users SET full_name = 'y'")).isEqualTo(3);
        other.commit();
      }
    }
  }
}

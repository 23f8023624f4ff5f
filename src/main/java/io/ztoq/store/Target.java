package io.ztoq.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An object that stands in qTest.
 *
 * @param id of the row
 * @param targetId in qTest
 * @param versionId of a case, null before its step reading
 */
public record Target(long id, long targetId, @Nullable Long versionId) {
  static Target of(Row row) throws SQLException {
    return new Target(
        row.number("target_object_id"),
        row.number("target_id"),
        row.numberOrNull("target_version_id"));
  }
}

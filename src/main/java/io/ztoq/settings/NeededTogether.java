package io.ztoq.settings;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about several keys at once. */
final class NeededTogether {

  private final Problems problems;
  private final Set<String> needed;

  NeededTogether(Problems problems, Set<String> needed) {
    this.problems = problems;
    this.needed = needed;
  }

  void check(Map<String, @Nullable Object> areas) {
    if (needed.contains("qtest")
        && areas.get("qtest") instanceof QTestSettings qtest
        && !hasLogin(qtest)) {
      problems.missing(
          "qtest.bearer-token",
          "set the environment variable QTEST_BEARER_TOKEN, or QTEST_USERNAME and QTEST_PASSWORD,"
              + " or write them under 'qtest:' in config.yaml");
    }
    if (needed.contains("database")
        && areas.get("database") instanceof DatabaseSettings database
        && database.type() == DatabaseSettings.Type.POSTGRESQL
        && database.username() == null) {
      problems.missing(
          "database.username",
          "a PostgreSQL store needs it: --db-username, 'username' under 'database:' or DATABASE_USERNAME");
    }
  }

  private static boolean hasLogin(QTestSettings qtest) {
    return qtest.bearerToken() != null || (qtest.username() != null && qtest.password() != null);
  }
}

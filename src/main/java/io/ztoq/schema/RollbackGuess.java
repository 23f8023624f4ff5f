package io.ztoq.schema;

import io.ztoq.schema.Scripts.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rollbacks would lose, read from their files: where a trial could not be taken back. What a
 * file does in other ways than by these statements is not seen, so somebody is asked in any case.
 */
final class RollbackGuess {

  private static final String NAME = "([^\\s;(,]+)";
  private static final Pattern TABLE =
      Pattern.compile("(?is)DROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?" + NAME + ".*");
  private static final Pattern COLUMN =
      Pattern.compile(
          "(?is)ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?%s\\s+DROP\\s+(?:COLUMN\\s+)?(?!CONSTRAINT\\b|PRIMARY\\b|FOREIGN\\b|INDEX\\b)(?:IF\\s+EXISTS\\s+)?%s.*"
              .formatted(NAME, NAME));
  private static final Pattern DELETE = Pattern.compile("(?is)DELETE\\s+FROM\\s+(.*?);?\\s*");
  private static final Pattern TRUNCATE =
      Pattern.compile("(?is)TRUNCATE\\s+(?:TABLE\\s+)?" + NAME + ".*");

  private final Sql sql;
  private final Scripts scripts;

  RollbackGuess(Sql sql, Scripts scripts) {
    this.sql = sql;
    this.scripts = scripts;
  }

  /** Largest first; what is not there now is left out. */
  List<RollbackLoss> of(List<Migration> migrations) {
    List<RollbackLoss> losses = new ArrayList<>();
    for (Migration migration : migrations) {
      SqlFile down = migration.down();
      if (down != null) {
        scripts.split(down).forEach(statement -> look(statement, losses));
      }
    }
    losses.sort(Comparator.comparingLong(RollbackLoss::rows).reversed());
    return losses;
  }

  private void look(Statement statement, List<RollbackLoss> losses) {
    String text = statement.bare();
    Matcher table = TABLE.matcher(text);
    Matcher column = COLUMN.matcher(text);
    Matcher delete = DELETE.matcher(text);
    Matcher truncate = TRUNCATE.matcher(text);
    if (table.matches()) {
      count(table.group(1), "table dropped", "*", table.group(1), losses);
    } else if (column.matches()) {
      String what = "column %s dropped".formatted(column.group(2));
      count(column.group(1), what, column.group(2), column.group(1), losses);
    } else if (delete.matches()) {
      count(delete.group(1).split("\\s", 2)[0], "rows deleted", "*", delete.group(1), losses);
    } else if (truncate.matches()) {
      count(truncate.group(1), "rows deleted", "*", truncate.group(1), losses);
    }
  }

  private void count(
      String table, String what, String counted, String from, List<RollbackLoss> losses) {
    try {
      long rows = sql.number("SELECT COUNT(%s) FROM %s".formatted(counted, from));
      losses.add(new RollbackLoss(table, what, rows));
    } catch (SQLException notThere) {
      // a table that an earlier statement made or dropped: nothing of it can be lost now
    }
  }
}

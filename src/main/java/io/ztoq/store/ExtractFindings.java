package io.ztoq.store;

import java.sql.SQLException;

/** What extract saw that somebody should know, although nothing had to be refused. */
public final class ExtractFindings {

  private final Store store;

  public ExtractFindings(Store store) {
    this.store = store;
  }

  public void add(ListPage.Scope scope, Note note) {
    store.write(
        session -> {
          add(session, scope, note);
          return null;
        });
  }

  static void add(Session session, ListPage.Scope scope, Note note) throws SQLException {
    session.update(
        """
        INSERT INTO finding(project_key, run_id, phase, rule_id, severity, scope, source_key, message)
        SELECT ?, ?, 'extract', ?, ?, ?, ?, ?
        WHERE NOT EXISTS (SELECT 1 FROM finding WHERE run_id = ? AND phase = 'extract' AND rule_id = ?
          AND scope = ? AND source_key = ? AND message = ?)
        """,
        scope.projectKey(),
        scope.runId(),
        note.rule(),
        note.severity(),
        note.list(),
        note.sourceKey(),
        note.message(),
        scope.runId(),
        note.rule(),
        note.list(),
        note.sourceKey(),
        note.message());
  }

  /**
   * One finding.
   *
   * @param rule for example {@code unreadable-value}
   * @param list what the record is
   * @param sourceKey its key, or the project key for a whole list
   */
  public record Note(
      String rule, Finding.Severity severity, String list, String sourceKey, String message) {

    public static Note warning(String rule, String list, String sourceKey, String message) {
      return new Note(rule, Finding.Severity.WARNING, list, sourceKey, message);
    }
  }
}

package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks how the database answers the queries that ztoq and its users ask most, and adds the indexes
 * that help.
 */
public final class IndexAdvice {

  /**
   * How one query is answered.
   *
   * @param query what it is for
   * @param plan the database's own words
   * @param advice index that would help, empty when none is needed
   */
  public record Answer(String query, String plan, String advice) {}

  private record Wanted(String index, String table, String columns) {
    String sql() {
      return "CREATE INDEX IF NOT EXISTS %s ON %s(%s)".formatted(index, table, columns);
    }
  }

  private record Query(String about, String sql, Wanted wanted) {}

  private static final List<Query> QUERIES =
      List.of(
          new Query(
              "folders below a folder",
              "SELECT folder_id FROM Folder WHERE parent_folder_id = 1",
              new Wanted("idx_advice_folder_parent", "Folder", "parent_folder_id")),
          new Query(
              "cycles of a folder",
              "SELECT test_cycle_id FROM TestCycle WHERE folder_id = 1",
              new Wanted("idx_advice_testcycle_folder", "TestCycle", "folder_id")),
          new Query(
              "custom fields by name, for mapping suggestions",
              "SELECT object_id FROM CustomField WHERE object_type = 'TestCase' AND field_name = 'x'",
              new Wanted("idx_advice_customfield_name", "CustomField", "object_type, field_name")),
          new Query(
              "open rejects of a project",
              "SELECT source_key FROM rejected_record WHERE project_key = 'x' AND resolved_at IS NULL",
              new Wanted(
                  "idx_advice_rejected_open", "rejected_record", "project_key, resolved_at")),
          new Query(
              "objects by kind and state, for status and reports",
              "SELECT count(*) FROM target_object WHERE project_key = 'x' AND kind = 'TEST_CASE' AND state = 'WRITTEN'",
              new Wanted("idx_advice_target_state", "target_object", "project_key, kind, state")),
          new Query(
              "files by content",
              "SELECT attachment_id FROM Attachment WHERE content_sha256 = 'x'",
              new Wanted("idx_advice_attachment_content", "Attachment", "content_sha256")));

  private final Store store;

  public IndexAdvice(Store store) {
    this.store = store;
  }

  /** The plan of every query; changes nothing. */
  public List<Answer> analyze() {
    return store.read(
        session -> {
          List<Answer> answers = new ArrayList<>();
          for (Query query : QUERIES) {
            String plan = plan(session, query.sql());
            boolean helped = exists(session, query.wanted().index());
            boolean slow = plan.contains("SCAN") || plan.contains("Seq Scan");
            answers.add(
                new Answer(query.about(), plan, slow && !helped ? query.wanted().sql() : ""));
          }
          return answers;
        });
  }

  /**
   * Creates what is advised and refreshes the statistics of the database.
   *
   * @return statements that were run
   */
  public List<String> create() {
    List<String> statements = new ArrayList<>();
    for (Query query : QUERIES) {
      if (!store.read(session -> exists(session, query.wanted().index()))) {
        statements.add(query.wanted().sql());
      }
    }
    statements.add("ANALYZE");
    store.write(
        session -> {
          for (String statement : statements) {
            session.update(statement);
          }
          return true;
        });
    return statements;
  }

  private static boolean exists(Session session, String index) throws SQLException {
    String sql =
        session.dialect().name().equals("sqlite")
            ? "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = ?"
            : "SELECT count(*) FROM pg_indexes WHERE indexname = ?";
    return session.number(sql, index) > 0;
  }

  private static String plan(Session session, String sql) throws SQLException {
    boolean sqlite = session.dialect().name().equals("sqlite");
    String column = sqlite ? "detail" : "QUERY PLAN";
    return session
        .query((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql, row -> row.text(column))
        .stream()
        .map(String::strip)
        .collect(Collectors.joining("; "));
  }
}

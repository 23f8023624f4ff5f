package io.ztoq.schema.inspect;

import static io.ztoq.schema.inspect.LintRule.Where.ANYWHERE;
import static io.ztoq.schema.inspect.LintRule.Where.FORWARD;
import static io.ztoq.schema.inspect.LintRule.Where.FORWARD_ON_OLD_TABLES;
import static io.ztoq.schema.inspect.LintRule.Where.OLD_TABLES;

import io.ztoq.schema.inspect.Finding.Weight;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of dangerous statement. Sources: PostgreSQL's documentation of the locks of ALTER TABLE
 * and CREATE INDEX, SQLite's of ALTER TABLE, read 2026-11.
 *
 * @param vendor {@code postgresql}, {@code sqlite}, or empty for all
 * @param pattern on {@link SqlText#bare}; the group {@code t} is the table
 */
record LintRule(
    String name,
    String vendor,
    Where where,
    Pattern pattern,
    Weight weight,
    String why,
    String rewrite) {

  /** In which files, and on which tables. */
  enum Where {
    ANYWHERE,
    OLD_TABLES,
    FORWARD,
    FORWARD_ON_OLD_TABLES
  }

  private static final String PG = "postgresql";
  private static final String LITE = "sqlite";
  private static final String ALL = "";
  private static final String T = "(?<t>[^ (,;]+)";
  private static final String ALTER = "alter table (?:if exists )?(?:only )?" + T + " ";
  private static final String ADD =
      ALTER
          + "(?:.*,)?add (?:column )?(?:if not exists )?(?!constraint|primary|unique|check|foreign)[^,(]+(?:\\([^)]*\\))?[^,]*";

  static final List<LintRule> ALL_RULES =
      List.of(
          rule(
              "create-index",
              PG,
              FORWARD_ON_OLD_TABLES,
              "create (?:unique )?index (?!concurrently).*? on (?:only )?" + T + ".*",
              Weight.WARNING,
              "the table cannot be written while the index is built",
              "CREATE INDEX CONCURRENTLY in a migration of its own with '-- transaction: none'"),
          rule(
              "drop-index",
              PG,
              FORWARD,
              "drop index (?!concurrently).*",
              Weight.WARNING,
              "the table cannot be read or written until all its users are done",
              "DROP INDEX CONCURRENTLY in a migration of its own with '-- transaction: none'"),
          rule(
              "add-not-null",
              ALL,
              OLD_TABLES,
              ADD + "\\bnot null(?!.*\\b(?:default|generated)\\b).*",
              Weight.ERROR,
              "it fails when the table has rows",
              "ADD COLUMN ... NOT NULL DEFAULT value, or add it without NOT NULL, fill it ('-- batch: 1000'), then set NOT NULL"),
          rule(
              "rewrite-default",
              PG,
              FORWARD_ON_OLD_TABLES,
              ADD
                  + "\\b(?:default ?(?:\\(?(?:random|gen_random_uuid|uuid_generate\\w*|clock_timestamp|nextval)\\()|(?:big|small)?serial\\b|generated always as ?\\().*",
              Weight.WARNING,
              "the whole table is written anew while nobody can read it",
              "add the column without that default, set the default after it, fill it with '-- batch: 1000'"),
          rule(
              "moving-default",
              LITE,
              OLD_TABLES,
              ADD + "\\bdefault ?(?:\\(|current_).*",
              Weight.ERROR,
              "SQLite refuses a default that is not constant when the table has rows",
              "a constant default, or a new table that takes the rows over"),
          rule(
              "set-not-null",
              PG,
              FORWARD_ON_OLD_TABLES,
              ALTER + ".*\\bset not null\\b.*",
              Weight.WARNING,
              "all rows are read while nobody can use the table",
              "ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID; in a next migration VALIDATE CONSTRAINT c, SET NOT NULL, DROP CONSTRAINT c"),
          rule(
              "change-type",
              PG,
              OLD_TABLES,
              ALTER + ".*\\balter (?:column )?\\S+ (?:set data )?type\\b.*",
              Weight.WARNING,
              "the table and its indexes may be written anew while nobody can use it, and values may be refused",
              "a new column, filled with '-- batch: 1000', then switched"),
          rule(
              "not-validated",
              PG,
              FORWARD_ON_OLD_TABLES,
              ALTER
                  + "(?:.*,)?add (?:constraint \\S+ )?(?:foreign key|check) ?\\((?!.*\\bnot valid\\b).*",
              Weight.WARNING,
              "all rows are checked while nobody can write the table",
              "ADD CONSTRAINT ... NOT VALID, and VALIDATE CONSTRAINT in the next migration"),
          rule(
              "unique-by-alter",
              PG,
              FORWARD_ON_OLD_TABLES,
              ALTER + "(?:.*,)?add (?:constraint \\S+ )?(?:unique|primary key) ?\\(.*",
              Weight.WARNING,
              "its index is built while nobody can use the table",
              "CREATE UNIQUE INDEX CONCURRENTLY i first, then ADD CONSTRAINT ... UNIQUE USING INDEX i"),
          rule(
              "rename",
              ALL,
              FORWARD_ON_OLD_TABLES,
              ALTER + "rename (?!constraint).*",
              Weight.WARNING,
              "programs that still use the old name fail at once",
              "a view with the old name, or a new column that both use, until no program uses the old one"),
          rule(
              "drop-column",
              ALL,
              FORWARD_ON_OLD_TABLES,
              ALTER
                  + "(?:.*,)?drop (?:column )?(?!constraint|default|not null|expression|identity).*",
              Weight.WARNING,
              "its values are lost, a rollback brings the column back empty, and programs that use it fail",
              "drop it when no program has used it for a release; copy its values to a table of their own first"),
          rule(
              "drop-table",
              ALL,
              FORWARD_ON_OLD_TABLES,
              "drop table (?:if exists )?" + T + "(?!.*\\bcascade\\b).*",
              Weight.WARNING,
              "its rows are lost, and a rollback brings the table back empty",
              "rename it first, and drop it a release later"),
          rule(
              "cascade",
              ALL,
              ANYWHERE,
              "(?:drop|alter table .*\\bdrop) .*\\bcascade\\b.*",
              Weight.ERROR,
              "it also drops what others built on it, without naming it",
              "drop the dependent objects by name, in reverse order of their creation, without CASCADE"),
          rule(
              "truncate",
              ALL,
              OLD_TABLES,
              "truncate (?:table )?(?:only )?" + T + ".*",
              Weight.ERROR,
              "all rows are lost",
              "DELETE ... WHERE for the rows that are meant"),
          rule(
              "no-where",
              ALL,
              OLD_TABLES,
              "(?:delete from|update) (?:only )?" + T + "(?!.*\\bwhere\\b).*",
              Weight.WARNING,
              "it changes every row of the table",
              "a WHERE that says which rows, and '-- batch: 1000' when they are many"),
          rule(
              "insert-columns",
              ALL,
              OLD_TABLES,
              "insert into " + T + " (?:values|select)\\b.*",
              Weight.WARNING,
              "it fails, or fills the wrong columns, as soon as the table gets another column",
              "name the columns: INSERT INTO t (a, b) VALUES ..."),
          rule(
              "lock",
              PG,
              ANYWHERE,
              "(?:vacuum full|cluster\\b|reindex (?!.*concurrently)|lock table|refresh materialized view (?!concurrently)).*",
              Weight.WARNING,
              "nobody can use the table meanwhile",
              "its form with CONCURRENTLY, or outside of migrations in a quiet hour"),
          rule(
              "checks-off",
              ALL,
              ANYWHERE,
              "(?:alter table .*disable (?:trigger|rule)|set .*session_replication_role|pragma (?:writable_schema|ignore_check_constraints|foreign_keys ?= ?(?:off|0|false))).*",
              Weight.ERROR,
              "rows that break the rules can get in, and nobody checks them later",
              "keep the checks on; on SQLite write PRAGMA defer_foreign_keys = ON to change the order"),
          rule(
              "if-not-exists",
              ALL,
              FORWARD,
              "(?:create (?:table|(?:unique )?index(?: concurrently)?|sequence) if not exists|alter table .*add column if not exists).*",
              Weight.NOTE,
              "an object of the same name with other columns is taken for the right one",
              "without IF NOT EXISTS: the engine knows what is applied"));

  private static LintRule rule(
      String name, String vendor, Where where, String pattern, Weight weight, String... texts) {
    return new LintRule(
        name, vendor, where, Pattern.compile("(?s)" + pattern), weight, texts[0], texts[1]);
  }

  boolean isFor(String database, boolean forward) {
    return (vendor.isEmpty() || vendor.equals(database))
        && (forward || where == ANYWHERE || where == OLD_TABLES);
  }

  /**
   * @param fresh tables that the same file made before: nobody uses them, and they are empty
   */
  boolean hits(String bare, java.util.Set<String> fresh) {
    Matcher found = pattern.matcher(bare);
    if (!found.matches()) {
      return false;
    }
    boolean minds = where == OLD_TABLES || where == FORWARD_ON_OLD_TABLES;
    return !minds || !fresh.contains(found.group("t"));
  }
}

package io.ztoq.schema;

import java.util.List;

/**
 * What the comment lines at the top of a migration ask for.
 *
 * @param requires numbers that must be applied before
 * @param environments where it is applied; empty: everywhere
 * @param before queries whose one row must say yes before the migration
 * @param after queries whose one row must say yes after the migration
 * @param transactional false: statements run on their own, the state is kept in the journal
 * @param batch most rows that its one statement changes at once, 0 for an ordinary migration
 */
public record MigrationHeader(
    List<String> requires,
    List<String> environments,
    List<String> before,
    List<String> after,
    boolean transactional,
    int batch) {

  /** Asks for nothing. */
  public static final MigrationHeader NONE =
      new MigrationHeader(List.of(), List.of(), List.of(), List.of(), true, 0);

  /** Whether it is one for {@code environment}; one without environments is for all. */
  public boolean isFor(String environment) {
    return environments.isEmpty() || environments.contains(environment);
  }

  /** Whether it stays half done, to be gone on with, when it is interrupted. */
  public boolean isResumable() {
    return !transactional || batch > 0;
  }
}

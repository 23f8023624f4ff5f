package io.ztoq.schema.inspect;

import io.ztoq.schema.inspect.Finding.Weight;

/**
 * A dangerous statement.
 *
 * @param rule name of the rule, for {@code -- lint-allow RULE}
 * @param file where it is
 * @param line from 1, 0 for the whole file
 * @param statement its first words
 * @param why what is dangerous
 * @param rewrite the safe way
 */
public record LintFinding(
    String rule,
    String file,
    int line,
    String statement,
    String why,
    String rewrite,
    Weight weight) {

  /** In the form of all findings. */
  Finding asFinding() {
    return new Finding(
        "lint " + rule,
        line == 0 ? file : file + ":" + line,
        why + "; safer: " + rewrite,
        weight == Weight.NOTE ? Weight.NOTE : Weight.WARNING);
  }
}

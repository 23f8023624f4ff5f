package io.ztoq.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header of one migration file; what it cannot read becomes a problem with its line. */
final class HeaderReader {

  private static final Pattern WORD = Pattern.compile("--\\s*([a-z][a-z-]*):(?!//)\\s*(.*)");
  private static final String KNOWN =
      "requires, env, assert, assert-before, assert-after, transaction, batch, in a U file rollback";

  private final String file;
  private final List<String> problems;
  private final List<String> requires = new ArrayList<>();
  private final List<String> environments = new ArrayList<>();
  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private boolean transactional = true;
  private boolean irreversible;
  private int batch;

  /**
   * @param problems where problems are added
   */
  HeaderReader(String file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The header ends with the first line that is neither a comment nor empty. */
  MigrationHeader read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("--")) {
        break;
      }
      Matcher found = WORD.matcher(stripped);
      if (found.matches()) {
        take(found.group(1), found.group(2).strip(), number);
      }
    }
    return new MigrationHeader(
        List.copyOf(requires),
        List.copyOf(environments),
        List.copyOf(before),
        List.copyOf(after),
        transactional,
        batch);
  }

  /** Whether the header that was read says that nothing takes the migration back. */
  boolean isIrreversible() {
    return irreversible;
  }

  private void take(String word, String value, int line) {
    if (value.isEmpty()) {
      problem(line, "'%s:' says nothing".formatted(word));
      return;
    }
    switch (word) {
      case "requires" -> numbers(value, line);
      case "env" -> environments.addAll(parts(value));
      case "assert-before" -> before.add(query(value));
      case "assert-after", "assert" -> after.add(query(value));
      case "transaction" -> transaction(value, line);
      case "batch" -> batch(value, line);
      case "rollback" -> rollback(value, line);
      default ->
          problem(
              line,
              "unknown header '%s:'; known: %s (a remark needs no colon after its first word)"
                  .formatted(word, KNOWN));
    }
  }

  private void numbers(String value, int line) {
    for (String part : parts(value)) {
      Numbers.normal(part)
          .ifPresentOrElse(requires::add, () -> problem(line, "'%s' is no number".formatted(part)));
    }
  }

  private void transaction(String value, int line) {
    if (value.equals("none")) {
      transactional = false;
    } else {
      problem(line, "'transaction: %s'; only 'transaction: none' is known".formatted(value));
    }
  }

  private void rollback(String value, int line) {
    if (value.equals("none")) {
      irreversible = true;
    } else {
      problem(line, "'rollback: %s'; only 'rollback: none' is known".formatted(value));
    }
  }

  private void batch(String value, int line) {
    if (value.matches("[1-9]\\d{0,8}")) {
      batch = Integer.parseInt(value);
    } else {
      problem(line, "'batch: %s'; write the number of rows, for example 1000".formatted(value));
    }
  }

  private void problem(int line, String what) {
    problems.add("%s:%d: %s".formatted(file, line, what));
  }

  private static List<String> parts(String value) {
    return Pattern.compile("[,\\s]+").splitAsStream(value).filter(one -> !one.isEmpty()).toList();
  }

  private static String query(String value) {
    return value.endsWith(";") ? value.substring(0, value.length() - 1) : value;
  }
}

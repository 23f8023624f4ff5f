package io.ztoq.tenancy.isolation;

/**
 * The text of a CREATE TABLE statement as SQLite keeps it, cut where a name or constraints can be
 * put in.
 *
 * @param parts from the opening parenthesis up to the last thing in it that is no comment
 * @param rest comments and the closing parenthesis with everything behind it
 */
record TableText(String parts, String rest) {

  /**
   * @throws IllegalArgumentException when there are no parentheses in it
   */
  static TableText of(String sql) {
    int open = -1;
    int depth = 0;
    int lastOfParts = -1;
    int at = 0;
    while (at < sql.length()) {
      int end = end(sql, at);
      char sign = sql.charAt(at);
      boolean isComment = end > at + 1 && (sign == '-' || sign == '/');
      boolean closes = sign == ')' && --depth == 0;
      if (closes) {
        return new TableText(sql.substring(open, lastOfParts), sql.substring(lastOfParts));
      }
      if (sign == '(' && depth++ == 0) {
        open = at;
      }
      if (!isComment && !Character.isWhitespace(sign)) {
        lastOfParts = end;
      }
      at = end;
    }
    throw new IllegalArgumentException("no table is made by " + sql);
  }

  /** Where the quoted text, the comment or the single character that begins at {@code at} ends. */
  private static int end(String sql, int at) {
    char sign = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      return behind(sql, "\n", at + 2);
    }
    if (sql.startsWith("/*", at)) {
      return behind(sql, "*/", at + 2);
    }
    return switch (sign) {
      // a doubled quote begins the next text at once, which comes to the same
      case '\'', '"', '`' -> behind(sql, String.valueOf(sign), at + 1);
      case '[' -> behind(sql, "]", at + 1);
      default -> at + 1;
    };
  }

  private static int behind(String sql, String text, int from) {
    int found = sql.indexOf(text, from);
    return found < 0 ? sql.length() : found + text.length();
  }

  /** The statement for a table of another name, with more constraints. */
  String create(String name, String constraints) {
    return "CREATE TABLE %s %s%s%s".formatted(name, parts, constraints, rest);
  }
}

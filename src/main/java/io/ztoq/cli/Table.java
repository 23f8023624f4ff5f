package io.ztoq.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of text with a head line, shown as aligned text, CSV or a plain HTML table; and values as
 * JSON.
 */
final class Table {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  /** Columns aligned; empty without rows below the head. */
  String text() {
    if (rows.size() == 1) {
      return "";
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    rows.forEach(
        row -> {
          for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  String csv() {
    return rows.stream()
        .map(row -> row.stream().map(Table::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String quoted(String cell) {
    // a leading sign would be run as a formula by spreadsheets
    String safe = cell.matches("[=+@-].*") ? "'" + cell : cell;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  String html(String title) {
    StringBuilder page =
        new StringBuilder(
                "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>"
                    + escaped(title)
                    + "</title>")
            .append(
                "<style>body{font-family:sans-serif}td,th{padding:.2em .8em;text-align:left}</style><h1>")
            .append(escaped(title))
            .append("</h1><table>");
    for (List<String> row : rows) {
      String tag = row == rows.get(0) ? "th" : "td";
      page.append("<tr>");
      row.forEach(
          cell ->
              page.append("<")
                  .append(tag)
                  .append(">")
                  .append(escaped(cell))
                  .append("</")
                  .append(tag)
                  .append(">"));
      page.append("</tr>\n");
    }
    return page.append("</table></html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** In the form that was asked for. */
  String in(OutputOptions.Format format, String title, Object value) {
    return switch (format) {
      case text -> title + System.lineSeparator() + text();
      case csv -> csv();
      case html -> html(title);
      case json -> json(value);
    };
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }
}

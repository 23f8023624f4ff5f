package io.ztoq.transform;

import io.ztoq.store.Loss.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of loss that a transform can note; docs/mapping.md explains each. */
enum LossKind {
  ORPHAN_FOLDER(Severity.WARNING),
  FOLDER_LOOP(Severity.WARNING),
  ORPHAN_CASE(Severity.WARNING),
  ORPHAN_CYCLE(Severity.WARNING),
  ORPHAN_EXECUTION(Severity.WARNING),
  CASE_GONE(Severity.WARNING),
  CALL_LOOP(Severity.WARNING),
  DATA_TABLE(Severity.WARNING),
  OLDER_VERSION(Severity.WARNING),
  INLINE_IMAGE(Severity.WARNING),
  NOT_REPRESENTABLE(Severity.WARNING),
  TOO_LARGE(Severity.WARNING),
  MISSING_FILE(Severity.ERROR),
  NOT_FETCHED(Severity.WARNING),
  ATTACHMENTS_SKIPPED(Severity.WARNING),
  DATE_GUESSED(Severity.INFO),
  KEPT_AS_TEXT(Severity.INFO),
  FIELD_RENAMED(Severity.INFO),
  UNKNOWN_FIELD(Severity.WARNING),
  RESULT_MOVED(Severity.WARNING),
  NOT_EXECUTED_AGAIN(Severity.WARNING),
  SOURCE_GONE(Severity.INFO);

  private final Severity severity;
  private final String word;

  LossKind(Severity severity) {
    this.severity = severity;
    this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Severity severity() {
    return severity;
  }

  String word() {
    return word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(LossKind::word).toList();
  }
}

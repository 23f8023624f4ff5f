package io.ztoq.validate;

import io.ztoq.store.Finding;
import io.ztoq.store.Finding.Severity;
import io.ztoq.store.Json;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LiveObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares one object of qTest with its document, field by field, and remembers what was compared.
 */
final class Comparison {

  static final String PHASE = "validate";

  private final String scope;
  private final String sourceKey;
  private final List<Finding> findings = new ArrayList<>();
  private final StringBuilder content = new StringBuilder();
  private int fields;
  private int differences;

  Comparison(LedgerRow row) {
    this.scope = row.kind().name();
    this.sourceKey = row.sourceKey();
    content.append(scope).append('\u0000').append(sourceKey).append('\u0000');
  }

  List<Finding> findings() {
    return findings;
  }

  /** The object as a row of live_object. */
  LiveObject seen(long targetId, LiveObject.Relations relations) {
    return new LiveObject(
        scope,
        targetId,
        sourceKey,
        Json.sha256(content.toString()),
        fields,
        differences,
        relations);
  }

  /** Must be the same characters. */
  void text(String rule, String field, @Nullable String expected, @Nullable String actual) {
    String want = expected == null ? "" : expected;
    String have = actual == null ? "" : actual;
    compared(field, have);
    if (!want.equals(have)) {
      difference(rule, field, want, have);
    }
  }

  /** Must be the same HTML; other notation of the same is noted, not an error. */
  void html(String rule, String field, @Nullable String expected, @Nullable String actual) {
    String want = expected == null ? "" : expected;
    String have = actual == null ? "" : actual;
    compared(field, HtmlForm.of(have));
    if (want.equals(have)) {
      return;
    }
    if (HtmlForm.same(want, have)) {
      add(
          "VAL-NORMALISED",
          Severity.INFO,
          field + " is the same HTML in another notation",
          want,
          have);
    } else {
      difference(rule, field, want, have);
    }
  }

  /** Must be the same instant; without milliseconds when qTest gives none. */
  void instant(String rule, String field, @Nullable Instant expected, @Nullable Instant actual) {
    compared(field, actual == null ? "" : actual.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!sameInstant(expected, actual)) {
      difference(rule, field, String.valueOf(expected), String.valueOf(actual));
    }
  }

  /** Must be the same number, however many zeros it ends with. */
  void number(String rule, String field, String expected, @Nullable String actual) {
    String have = actual == null ? "" : actual;
    compared(field, have);
    if (!sameNumber(expected, have)) {
      difference(rule, field, expected, have);
    }
  }

  /** Notes what was compared elsewhere; {@code actual} is a name or key, never an id of qTest. */
  void compared(String field, String actual) {
    fields++;
    content.append(field).append('=').append(actual).append('\u0000');
  }

  void difference(String rule, String field, String expected, String actual) {
    differences++;
    add(rule, Severity.ERROR, field + " differs", expected, actual);
  }

  void add(
      String rule,
      Severity severity,
      String message,
      @Nullable String expected,
      @Nullable String actual) {
    findings.add(new Finding(PHASE, rule, severity, scope, sourceKey, message, expected, actual));
  }

  static boolean sameInstant(@Nullable Instant expected, @Nullable Instant actual) {
    if (expected == null || actual == null) {
      return expected == null && actual == null;
    }
    return actual.equals(actual.truncatedTo(ChronoUnit.SECONDS))
        ? expected.truncatedTo(ChronoUnit.SECONDS).equals(actual)
        : expected.truncatedTo(ChronoUnit.MILLIS).equals(actual.truncatedTo(ChronoUnit.MILLIS));
  }

  private static boolean sameNumber(String expected, String actual) {
    try {
      return expected.equals(actual)
          || new BigDecimal(expected.strip()).compareTo(new BigDecimal(actual.strip())) == 0;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }
}

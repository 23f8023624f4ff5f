package io.ztoq.transform;

import io.ztoq.mapping.Html;
import io.ztoq.mapping.TextRules;
import org.jspecify.annotations.Nullable;

/** Texts of one record made fit for qTest, with a note of what was lost on the way. */
record RecordTexts(TextRules rules, LossNotes losses) {

  /** HTML; empty for null. */
  String html(String field, @Nullable String text) {
    TextRules.Cleaned cleaned = rules.clean(text);
    if (!cleaned.images().isEmpty()) {
      losses.add(
          LossKind.INLINE_IMAGE,
          field,
          "a note instead of %d image(s): %s"
              .formatted(cleaned.images().size(), String.join(" ", cleaned.images())));
    }
    return cleaned.text();
  }

  /** Plain text, for names and text boxes. */
  String plain(@Nullable String text) {
    return text == null ? "" : rules.rewriteMentions(text);
  }

  /** {@code <b>label:</b> value}, where the value is HTML. */
  String labelled(String label, String html) {
    return "<b>" + Html.escape(plain(label)) + ":</b> " + html;
  }

  /** Notes that a text refers to a data table. */
  void lookForParameters(String field, @Nullable String text) {
    if (TextRules.hasPlaceholder(text)) {
      losses.add(
          LossKind.DATA_TABLE,
          field,
          "the {parameter} as text; Zephyr Cloud does not deliver the values of data tables");
    }
  }
}

package io.ztoq.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field is taken for, and what its values become then. */
class FieldMeaningTest {

  private static final CustomFieldRules RULES =
      new CustomFieldRules(new CustomFieldRules.Choices(1, 3, 1, 10), 100, Map.of(), Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {"2024-02-30", "2024-13-01", "2024-01-01T25:00:00Z", "2024-02-30T00:00:00"})
  void aTextThatOnlyLooksLikeADateMakesTheFieldAText(String noDate) {
    assertThat(meaning("2024-01-31", noDate)).isNotIn(FieldMeaning.DATE, FieldMeaning.DATE_TIME);
    assertThat(meaning("2024-01-31", "2024-02-29")).isEqualTo(FieldMeaning.DATE);
  }

  @Test
  void onlyPlainTextGetsBreaksInARichText() {
    assertThat(rich("<ul>\n<li>a</li>\n</ul>")).isEqualTo("<ul>\n<li>a</li>\n</ul>");
    assertThat(rich("one\r\ntwo")).isEqualTo("one<br>two");
  }

  private static FieldMeaning meaning(String... values) {
    FieldProfile profile = new FieldProfile(RULES, Map.of());
    for (String value : values) {
      profile.add(text(value));
    }
    return profile.meaning();
  }

  private static String rich(String value) {
    PlannedField field =
        new PlannedField("Notes", "Notes", FieldMeaning.RICH_TEXT, List.of(), false);
    return new FieldConversion(new TextRules(Map.of(), List.of()))
        .convert("PAY-T1", field, text(value))
        .get(0);
  }

  private static SourceValue text(String value) {
    return new SourceValue(SourceValue.Kind.TEXT, List.of(value));
  }
}

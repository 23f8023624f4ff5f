package io.ztoq.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      <p>a</p> <p>b</p>         | <p>a</p><p>b</p>
      a<br/>b                   | a<br>b
      <a href=x>y</a>           | <a href="x">y</a>
      a &amp; b                 | a &#38; b
      a&nbsp;b                  | a b
      <B>x</B>                  | <b>x</b>
      """)
  void isTheSameForOtherNotation(String one, String other) {
    assertThat(HtmlForm.same(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      <b>a</b>                  | a
      a                         | b
      <a href="x">y</a>         | <a href="z">y</a>
      &lt;b&gt;                 | <b></b>
      a b                       | ab
      """)
  void differsWhereAReaderWouldSeeIt(String one, String other) {
    assertThat(HtmlForm.same(one, other)).isFalse();
  }

  @Test
  void keepsLinesInPreformattedText() {
    assertThat(HtmlForm.same("<pre>Given a\nWhen b</pre>", "<pre>Given a When b</pre>")).isFalse();
  }
}

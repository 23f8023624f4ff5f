package io.ztoq.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextRulesTest {

  private final TextRules rules =
      new TextRules(Map.of("5b1", "Ada [x]"), List.of("tm4j.smartbear.com"));

  @Test
  void rewritesMentionsByName() {
    assertThat(rules.rewriteMentions("[~bob], [~accountid:5b1], [~accountid:77]"))
        .isEqualTo("@bob, @Ada (x), @accountid:77");
  }

  @Test
  void leavesNothingThatQTestTakesForAParameter() {
    Random random = new Random(42);
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append("[]~ab\n".charAt(random.nextInt(6)));
      }
      assertThat(rules.rewriteMentions(text.toString())).doesNotContain("[~");
    }
  }

  @Test
  void replacesOnlyImagesThatNobodyElseCanSee() {
    TextRules.Cleaned cleaned =
        rules.clean(
            "<img src=\"https://cloudfront.tm4j.smartbear.com/p/a%3E.png?x\" alt='>'><img src='https://x/b.png'>");

    assertThat(cleaned.text())
        .isEqualTo("<i>(image not migrated: a%3E.png)</i><img src='https://x/b.png'>");
    assertThat(cleaned.images()).hasSize(1);
  }

  @Test
  void replacesImagesBehindLettersThatGrowInLowerCase() {
    TextRules.Cleaned cleaned =
        rules.clean("\u0130\u0130 <IMG src=\"https://cloudfront.tm4j.smartbear.com/a.png\"> end");

    assertThat(cleaned.text()).isEqualTo("\u0130\u0130 <i>(image not migrated: a.png)</i> end");
  }

  @Test
  void anImageOfAnotherHostStaysWhateverItsAddressHolds() {
    String text =
        "<img src=\"https://example.org/?u=cloudfront.tm4j.smartbear.com/x.png\">"
            + "<img src='https://example.org/tm4j.smartbear.com/x.png'>"
            + "<img src='https://nottm4j.smartbear.com/x.png'>"
            + "<img src=https://tm4j.smartbear.com.example.org/x.png>"
            + "<img src='https://example.org\\@tm4j.smartbear.com/x.png'>"
            + "<img src='/tm4j.smartbear.com/x.png'>"
            + "<img alt=\" src='https://tm4j.smartbear.com/x.png'\" src='x.png'>";

    assertThat(rules.clean(text)).isEqualTo(new TextRules.Cleaned(text, List.of()));
  }

  @Test
  void theHostOfAnImageIsFoundInEveryFormOfAddress() {
    TextRules.Cleaned cleaned =
        rules.clean(
            "<IMG alt='a' SRC = ' HTTPS://CloudFront.TM4J.SmartBear.com:443/a.png'>"
                + "<img/src=//tm4j.smartbear.com/b.png>"
                + "<img src='https://me:x@tm4j.smartbear.com?c.png'>");

    assertThat(cleaned.images()).hasSize(3);
    assertThat(cleaned.text()).doesNotContainIgnoringCase("<img");
  }

  @Test
  void theNameOfAMentionIsEscapedInHtmlOnly() {
    TextRules names = new TextRules(Map.of("5b1", "Gr\u00e4ce <Hopper> & Co"), List.of());
    String text = "ask <b>[~accountid:5b1]</b>";

    assertThat(names.clean(text).text())
        .isEqualTo("ask <b>@Gr\u00e4ce &lt;Hopper&gt; &amp; Co</b>");
    assertThat(names.cleanPlain(text)).isEqualTo("ask <b>@Gr\u00e4ce <Hopper> & Co</b>");
    assertThat(names.rewriteMentions("[~5b1]")).isEqualTo("@Gr\u00e4ce <Hopper> & Co");
  }

  @Test
  void namesOfFilesAreUniqueWhateverTheyAre() {
    Random random = new Random(7);
    FileNames names = new FileNames();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      String name =
          List.of("a.png", "a (2).png", "a", ".a", "a (2)", "b.tar.gz").get(random.nextInt(6));
      assertThat(seen.add(names.unique(name))).isTrue();
    }
  }
}

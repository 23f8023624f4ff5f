package io.ztoq.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkerTest {

  @Test
  void onlyTheLastLineCounts() {
    String text = Marker.append("copied: [zephyr:cycle/A-R1]", "[zephyr:cycle/A-R2]");

    assertThat(text).endsWith("<br>\n[zephyr:cycle/A-R2]");
    assertThat(Marker.isMarkedBy(text, "[zephyr:cycle/A-R2]")).isTrue();
    assertThat(Marker.isMarkedBy(text, "[zephyr:cycle/A-R1]")).isFalse();
    assertThat(Marker.isMarkedBy("see [zephyr:cycle/A-R2]", "[zephyr:cycle/A-R2]")).isFalse();
  }

  @Test
  void survivesAParagraphAroundIt() {
    assertThat(Marker.isMarkedBy("<p>a<br/>[zephyr:A-E1]</p>\n", "[zephyr:A-E1]")).isTrue();
  }

  @Test
  void saysTheKeyOfTheLastLineOnly() {
    assertThat(Marker.key("<p>a<br/>\n[zephyr:cycle/A-R1]</p>")).contains("cycle/A-R1");
    assertThat(Marker.key("[zephyr:no-folder]")).contains("no-folder");
    assertThat(Marker.key("[zephyr:A-E1]\nseen by others")).isEmpty();
    assertThat(Marker.key("see [zephyr:A-E1]")).isEmpty();
    assertThat(Marker.key("")).isEmpty();
  }
}

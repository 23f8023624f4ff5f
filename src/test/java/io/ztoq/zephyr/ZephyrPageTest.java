package io.ztoq.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.TransientFailure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ZephyrPageTest {

  @Test
  void slicesRowsByteByByte() {
    ZephyrPage page =
        page(
            "{\"next\":null, \"values\": [ {\"id\": 1.10,  \"n\":\"ä😀\\u0000\"} , {\"a\":[{}]},{}], \"total\":3,\"isLast\":true}");

    assertThat(page.rows())
        .extracting(ZephyrPage.Row::text)
        .containsExactly("{\"id\": 1.10,  \"n\":\"ä😀\\u0000\"}", "{\"a\":[{}]}", "{}");
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.isLast()).isTrue();
    assertThat(page.hasNext()).isFalse();
    assertThat(page.knowsNextId()).isFalse();
  }

  @Test
  void tellsAMissingKeyFromNull() {
    assertThat(page("{\"values\":[],\"nextStartAtId\":null}").knowsNextId()).isTrue();
    assertThat(page("{\"values\":[]}").hasNext()).isNull();
    assertThat(page("{\"values\":null,\"isLast\":null,\"total\":null}"))
        .isEqualTo(new ZephyrPage(java.util.List.of(), null, null, null, null, false));
  }

  @Test
  void keepsRowsThatAreNoObjects() {
    assertThat(
            page("{\"values\":[null, 12 ,{\"id\":1},\"x\"],\"unknown\":{\"values\":[1]}}").rows())
        .extracting(ZephyrPage.Row::text)
        .containsExactly("null", "12", "{\"id\":1}", "\"x\"");
  }

  @Test
  void refusesWhatIsNoPage() {
    assertThatThrownBy(() -> page("<html>"))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("not a page");
    assertThatThrownBy(() -> page("{\"values\":[{\"id\":1}")).isInstanceOf(TransientFailure.class);
  }

  private static ZephyrPage page(String json) {
    return ZephyrPage.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}

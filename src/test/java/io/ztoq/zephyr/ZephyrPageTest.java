package io.ztoq.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.call.ApiAnswer;
import io.ztoq.failure.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZephyrPageTest {

  @Test
  void slicesRowsByteByByte() {
    ApiAnswer answer =
        answer(
            "{\"next\":null, \"values\": [ {\"id\": 1.10,  \"n\":\"ä😀\\u0000\"} , {\"a\":[{}]},{}], \"total\":3,\"isLast\":true}");

    ZephyrPage page = ZephyrPage.of(answer);
    assertThat(ZephyrPage.texts(answer))
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
        .isEqualTo(new ZephyrPage(java.util.List.of(), null, null, null, null, false, null));
  }

  @Test
  void keepsRowsThatAreNoObjects() {
    ApiAnswer answer =
        answer("{\"values\":[null, 12 ,{\"id\":1},\"x\"],\"unknown\":{\"values\":[1]}}");

    assertThat(ZephyrPage.of(answer).rows()).hasSize(4);
    assertThat(ZephyrPage.texts(answer)).containsExactly("null", "12", "{\"id\":1}", "\"x\"");
  }

  @Test
  void refusesWhatIsNoPage() {
    assertThatThrownBy(() -> page("<html>"))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("not a page");
    assertThatThrownBy(() -> page("{\"values\":[{\"id\":1}")).isInstanceOf(TransientFailure.class);
    assertThatThrownBy(() -> page("{}")).isInstanceOf(TransientFailure.class);
    assertThatThrownBy(() -> page("{\"message\":\"in maintenance\"}"))
        .isInstanceOf(TransientFailure.class);
  }

  private static ZephyrPage page(String json) {
    return ZephyrPage.of(answer(json));
  }

  private static ApiAnswer answer(String json) {
    return new ApiAnswer(200, Map.of(), json.getBytes(StandardCharsets.UTF_8), null, null);
  }
}

package io.ztoq.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.call.ApiAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZephyrErrorTest {

  @Test
  void saysNothingThatNoDatabaseCanStore() {
    assertThat(say("{\"message\":\"a\\u0000b\"}")).isEqualTo("500: a\uFFFDb");
    assertThat(say("a\u0000b")).isEqualTo("500: a\uFFFDb");
  }

  private static String say(String body) {
    return ZephyrError.say(
        new ApiAnswer(500, Map.of(), body.getBytes(StandardCharsets.UTF_8), null, null));
  }
}

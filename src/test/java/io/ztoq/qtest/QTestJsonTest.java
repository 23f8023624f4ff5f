package io.ztoq.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.call.ApiAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What qTest's refusals become in messages, rejects and reports. */
class QTestJsonTest {

  @Test
  void aComplaintRepeatsNoSecretThatTheSiteEchoes() {
    assertThat(complaint("{\"message\": \"bad header Authorization: Bearer s3cret-token-value\"}"))
        .startsWith("bad header")
        .doesNotContain("s3cret");
  }

  @Test
  void aComplaintIsOneLineAlsoWhenItIsAPage() {
    assertThat(complaint("<html><head><title>Too\nlarge</title></head></html>"))
        .isEqualTo("a HTML page: Too large");
  }

  private static String complaint(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return QTestJson.complaint(new ApiAnswer(400, Map.of(), bytes, null, null));
  }
}

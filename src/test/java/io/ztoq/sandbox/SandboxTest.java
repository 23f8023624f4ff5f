package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SandboxTest {

  @Test
  void answersForBothSystemsOnOnePort() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      ApiClient client = new ApiClient(sandbox);

      assertThat(client.zephyr("/testcases?maxResults=50&projectKey=PAY").json().get("values"))
          .hasSize(20);
      assertThat(client.qtest("GET", "/modules").json()).isEmpty();
    }
  }
}

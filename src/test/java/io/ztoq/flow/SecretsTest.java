package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No token and no password comes to rest anywhere but in the settings. */
class SecretsTest {

  @Test
  void noSecretStandsInStoreLogReportOrOutput() throws IOException {
    try (Trial trial = Trial.tiny(21).withPassword()) {
      trial.migrate("--phases", "extract");
      trial
          .sandbox()
          .faults()
          .add(FaultRule.always(Side.QTEST, "POST", "oauth/token", FaultKind.ERROR_BEFORE));
      trial.migrate();
      trial.sandbox().faults().clear();
      trial
          .sandbox()
          .faults()
          .add(FaultRule.nth(Side.QTEST, "POST", "modules", FaultKind.FORBIDDEN, 1));
      trial.migrate();
      trial.migrate();
      List<String> secrets =
          List.of(
              trial.sandbox().zephyrToken(),
              trial.sandbox().qtestToken(),
              trial.sandbox().qtestLogin().password());

      List<String> leaks = new ArrayList<>();
      for (String secret : secrets) {
        filesWith(trial.folder(), secret).forEach(file -> leaks.add(file + " holds " + secret));
        if (trial.output().contains(secret)) {
          leaks.add("the output holds " + secret);
        }
      }

      assertThat(leaks).isEmpty();
    }
  }

  private static List<Path> filesWith(Path folder, String secret) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean settings = file.getFileName().toString().equals("config.yaml");
        if (!settings
            && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}

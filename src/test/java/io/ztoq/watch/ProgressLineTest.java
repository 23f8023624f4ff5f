package io.ztoq.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final ProgressLine line = new ProgressLine();

  @Test
  void showsRateAndTimeLeft() {
    line.of(new Progress("load", 1_000, 5_000, 0), NOON);

    String shown = line.of(new Progress("load", 1_500, 5_000, 3), NOON.plusSeconds(10));

    assertThat(shown)
        .isEqualTo(
            "load  1,500 of 5,000 objects settled (30.0 %)  50.0/s  1 min 10 s left  3 rejected");
  }

  /** Pages of a thousand rows are slow beside what follows them. */
  @Test
  void theRateIsThatOfTheLastMinuteAndNothingIsEstimatedOfTheFirstPercent() {
    line.of(new Progress("extract", 10, 300_000, 0), NOON);
    String lists = line.of(new Progress("extract", 190, 300_000, 0), NOON.plusSeconds(60));
    line.of(new Progress("extract", 300, 300_000, 0), NOON.plusSeconds(90));

    String details = line.of(new Progress("extract", 180_300, 300_000, 0), NOON.plusSeconds(150));

    assertThat(lists).isEqualTo("extract  190 of 300,000 requests (0.1 %)  3.0/s");
    assertThat(details)
        .isEqualTo("extract  180,300 of 300,000 requests (60.1 %)  3000.0/s  40 s left");
  }

  @Test
  void saysWhatItWaitsFor() {
    String down = "Zephyr Scale cannot be reached (Connection refused), attempt 2 of 7";

    assertThat(line.of(new Progress("extract", 3, 9, 0, down), NOON))
        .isEqualTo("extract  3 of 9 requests (33.3 %)  waiting: " + down);
    assertThat(line.of(new Progress("preparing", 0, 0, 0, down), NOON)).endsWith(down);
  }

  @Test
  void aTroubleIsToldAtOnce() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress[] now = {new Progress("preparing", 0, 0, 0)};
    ProgressView view =
        new ProgressView(
            () -> now[0],
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            false,
            Clock.fixed(NOON, ZoneOffset.UTC));

    view.show();
    now[0] = new Progress("preparing", 0, 0, 0, "qTest answered 503, attempt 1 of 7");
    view.show();
    now[0] = new Progress("preparing", 0, 0, 0, "qTest answered 503, attempt 2 of 7");
    view.show();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("attempt 1 of 7")
        .doesNotContain("attempt 2 of 7");
  }

  @Test
  void beginsAfreshWithAPhase() {
    line.of(new Progress("extract", 10, 10, 0), NOON);

    assertThat(line.of(new Progress("load", 7, 0, 0), NOON.plusSeconds(60)))
        .isEqualTo("load  7 objects settled");
  }

  @Test
  void printsALineOnlyWhenSomethingChangedAndTimeHasPassed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress[] now = {new Progress("load", 0, 10, 0)};
    ProgressView view =
        new ProgressView(
            () -> now[0],
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            false,
            Clock.fixed(NOON, ZoneOffset.UTC));

    view.show();
    now[0] = new Progress("load", 5, 10, 0);
    view.show();
    view.close();

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "load  0 of 10 objects settled (0.0 %)", "load  5 of 10 objects settled (50.0 %)");
  }

  @Test
  void outlivesAFailingSupplier() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressView view =
        new ProgressView(
            () -> {
              throw new IllegalStateException("store closed");
            },
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            false,
            Clock.systemUTC());

    view.show();

    assertThat(bytes.size()).isZero();
    view.close();
  }
}

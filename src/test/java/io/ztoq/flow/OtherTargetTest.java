package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.HttpDoor;
import io.ztoq.fixture.PlannedLedger;
import io.ztoq.fixture.Stores;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.store.Store;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger of one qTest project is never used on another one. */
class OtherTargetTest extends LoadTest {

  private Sandbox other;
  private HttpDoor otherDoor;

  @BeforeEach
  void startAnother() {
    // qTest tells times to the second: what two sites made within one second looks alike
    other =
        Sandbox.start(
            SandboxOptions.defaults().withClock(() -> Instant.now().minus(Duration.ofHours(1))));
    otherDoor = new HttpDoor(other.qtestUrl(), other.qtestToken());
  }

  @AfterEach
  void stopTheOther() {
    other.close();
  }

  @Test
  void refusesAnotherSiteBeforeAnythingIsWritten() {
    rig.load(door);

    assertThatThrownBy(() -> rig.load(otherDoor, other.qtestUrl().toString()))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("another project")
        .hasMessageContaining(sandbox.qtestUrl() + " project")
        .hasMessageContaining(other.qtestUrl() + " project");
    assertThat(otherDoor.writes()).isZero();
  }

  @Test
  void refusesASiteThatHoldsTheSameMigrationUnderTheSameIds() {
    rig.load(door);
    try (Store twin = Stores.sqlite()) {
      new PlannedLedger(twin).module("folder/1", "Payments", null);
      new LoadRig(twin, other.qtestUrl().toString(), other.qtestProjectId()).load(otherDoor);
      long writes = otherDoor.writes();

      assertThatThrownBy(() -> rig.load(otherDoor, other.qtestUrl().toString()))
          .hasMessageContaining("another project");
      assertThat(otherDoor.writes()).isEqualTo(writes);
    }
  }

  @Test
  void acceptsAnotherNameOfTheSameSite() {
    rig.load(door);

    rig.load(door, sandbox.qtestUrl().toString().replace("127.0.0.1", "LOCALHOST"));
    rig.load(door, sandbox.qtestUrl() + "/");

    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
  }

  @Test
  void refusesASiteThatWasReplacedBehindItsAddress() {
    rig.load(door);

    assertThatThrownBy(() -> rig.load(otherDoor))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("stands there any longer");
    assertThat(otherDoor.writes()).isZero();
  }

  @Test
  void runsOfTheProductStopBeforeTheyTouchTheOtherSite() {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate("--phases", "extract,transform,load")).as(trial.output()).isIn(0, 1);

      for (String phases : new String[] {"load", "validate"}) {
        int code =
            trial.migrate("--phases", phases, "--qtest-base-url", other.qtestUrl().toString());

        assertThat(code).as(trial.output()).isEqualTo(4);
      }
      assertThat(trial.output()).contains("LOD-021");
    }
  }
}

package io.ztoq.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class RunMBeansTest {

  private static final String RUN = "io.ztoq:type=Run,name=\"run-17\"";
  private static final String DOOR = "io.ztoq:type=Door,name=\"qtest\"";

  @Test
  void showsARunAndItsDoorsUntilClosed() throws Exception {
    var server = ManagementFactory.getPlatformMBeanServer();
    RunFigures run =
        new RunFigures(
            "run-17", () -> new Progress("load", 3, 9, 1), () -> 4, () -> Map.of("MAP-007", 2L));
    DoorFigures door = new DoorFigures("qtest", () -> 12.5, () -> 40, () -> 2, () -> 3, () -> 900);

    RunMBeans beans = new RunMBeans(run, List.of(door));

    assertThat(server.getAttribute(new ObjectName(RUN), "Phase")).isEqualTo("load");
    assertThat(server.getAttribute(new ObjectName(RUN), "Losses")).isEqualTo(4L);
    assertThat(((TabularData) server.getAttribute(new ObjectName(RUN), "RejectGroups")).size())
        .isEqualTo(1);
    assertThat(server.getAttribute(new ObjectName(DOOR), "RequestsPerSecond")).isEqualTo(12.5);
    assertThat(server.getAttribute(new ObjectName(DOOR), "MonthRemaining")).isEqualTo(900L);
    beans.close();
    assertThat(server.isRegistered(new ObjectName(RUN))).isFalse();
    assertThat(server.isRegistered(new ObjectName(DOOR))).isFalse();
  }
}

package io.ztoq.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.failure.RecordRejected;
import io.ztoq.fixture.RouteTest;
import io.ztoq.fixture.Stores;
import io.ztoq.store.RejectedRecords;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad record is written down and the others go on. */
class RejectRecordTest extends RouteTest {

  @TempDir Path folder;

  @Test
  void writesDownTheBadRecordAndGoesOn() throws Exception {
    try (Store store = Stores.sqlite(folder)) {
      RejectedRecords rejected = new RejectedRecords(store, Clock.systemUTC());
      CamelContext context =
          start(
              Map.of("rejectRecord", new RejectRecordStep(rejected)),
              Map.of(),
              "run/reject-record.camel.yaml");
      context.addRoutes(new ThreeRecords());

      var end =
          context
              .createProducerTemplate()
              .request(
                  "direct:move-records",
                  exchange -> {
                    exchange.setVariable(RunVariables.PROJECT_KEY, "PAY");
                    exchange.setVariable(RunVariables.RUN_ID, "r1");
                    exchange.setVariable(RunVariables.FLOW, "load");
                    exchange.setVariable(RunVariables.KIND, "TEST_CASE");
                    exchange.getMessage().setBody(List.of("PAY-T1", "bad", "PAY-T3"));
                  });

      assertThat(end.getException()).isNull();
      assertThat(end.getContext().getRegistry().lookupByNameAndType("seen", StringBuilder.class))
          .hasToString("PAY-T1 PAY-T3 ");
      assertThat(rejected.groups("PAY"))
          .singleElement()
          .satisfies(group -> assertThat(group.code()).isEqualTo("LOD-099"));
    }
  }

  private static final class ThreeRecords extends RouteBuilder {
    @Override
    public void configure() {
      StringBuilder seen = new StringBuilder();
      getContext().getRegistry().bind("seen", seen);
      from("direct:move-records")
          .split(body())
          .stopOnException()
          .setVariable(RunVariables.SOURCE_KEY, body())
          .doTry()
          .process(
              exchange -> {
                if (exchange.getMessage().getBody(String.class).equals("bad")) {
                  throw new RecordRejected(
                      "LOD-099", "bad: cannot go on", new IllegalStateException("why"));
                }
                seen.append(exchange.getMessage().getBody(String.class)).append(' ');
              })
          .doCatch(RecordRejected.class)
          .to("direct:reject-record")
          .end();
    }
  }
}

package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.canonical.EntityLink;
import io.ztoq.store.DetailRecords;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrEntities;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Reads the links of an object whose list row did not carry them. */
public final class ReadLinksStep {

  private final ExtractScope scope;
  private final ObjectReader reader;
  private final DetailRecords details;

  public ReadLinksStep(ExtractScope scope, ObjectReader reader, DetailRecords details) {
    this.scope = scope;
    this.reader = reader;
    this.details = details;
  }

  /**
   * @throws io.ztoq.failure.RecordRejected (EXT-022) when Zephyr does not show them
   */
  @Handler
  public void read(@Body Due due) {
    ApiAnswer answer = reader.get(ZephyrRequests.links(list(due), due.address()));
    if (!answer.ok() && answer.status() != 404) {
      throw ObjectReader.refused(due, answer);
    }
    List<String> payloads = answer.ok() ? List.of(answer.text()) : List.of();
    List<EntityLink> links =
        answer.ok() ? ZephyrEntities.links(ZephyrObject.of(answer)) : List.of();
    details.links(new DetailRecords.Read(scope.get(), due, payloads), links);
  }

  private static ZephyrList list(Due due) {
    return switch (due.kind()) {
      case CASE_LINKS -> ZephyrList.TEST_CASE;
      case CYCLE_LINKS -> ZephyrList.TEST_CYCLE;
      default -> ZephyrList.TEST_EXECUTION;
    };
  }
}

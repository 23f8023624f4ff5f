package io.ztoq.extract;

import io.ztoq.canonical.CaseVersion;
import io.ztoq.extract.ObjectReader.Pages;
import io.ztoq.store.DetailRecords;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrDetails;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Reads which versions a case has; the content of older versions cannot be read. */
public final class ReadVersionsStep {

  private final ExtractScope scope;
  private final ObjectReader reader;
  private final DetailRecords details;

  public ReadVersionsStep(ExtractScope scope, ObjectReader reader, DetailRecords details) {
    this.scope = scope;
    this.reader = reader;
    this.details = details;
  }

  /**
   * @throws io.ztoq.failure.RecordRejected (EXT-022) when Zephyr does not show them
   */
  @Handler
  public void read(@Body Due due) {
    Pages pages = reader.pages(startAt -> ZephyrRequests.caseVersions(due.address(), startAt));
    if (!pages.ok() && pages.status() != 404) {
      throw ObjectReader.refused(due, pages.last());
    }
    List<CaseVersion> versions = new ArrayList<>();
    for (ZephyrObject row : pages.rows()) {
      CaseVersion version = ZephyrDetails.version(row);
      if (version != null) {
        versions.add(version);
      }
    }
    details.versions(new DetailRecords.Read(scope.get(), due, pages.payloads()), versions);
  }
}

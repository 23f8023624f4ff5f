package io.ztoq.transform;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.Store;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Transforms one page of one stage. */
public final class TransformPageStep {

  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final BooleanSupplier stopRequested;

  public TransformPageStep(
      Store store, TransformOptions options, Clock clock, BooleanSupplier stopRequested) {
    Pages pages = new Pages(store, options, clock);
    stages.put("modules", FoldersStage.modules(pages));
    stages.put("test-cases", new CasesStage(pages));
    stages.put("step-readings", new ReadingsStage(pages));
    stages.put("case-files", new CaseFilesStage(pages));
    stages.put("cycle-folders", FoldersStage.cycles(pages));
    stages.put("test-cycles", new CyclesStage(pages));
    stages.put("executions", new ExecutionsStage(pages));
    stages.put("stray-executions", new StraysStage(pages));
    stages.put("test-plans", new PlansStage(pages));
    this.stopRequested = stopRequested;
  }

  /** Names of the stages in the order in which they must run. */
  public List<String> stages() {
    return List.copyOf(stages.keySet());
  }

  /** The place before the first page. */
  public TransformCursor first() {
    return TransformCursor.START;
  }

  /**
   * One page, one transaction.
   *
   * @return the place behind it
   * @throws RunStopped (TRF-011) after a request to stop; the transform is simply run again
   */
  public TransformCursor transform(
      @Body String stage,
      @Variable("transform") TransformState state,
      @Variable("cursor") TransformCursor cursor) {
    if (stopRequested.getAsBoolean()) {
      throw new RunStopped(
          ExitCode.STOPPED,
          "TRF-011",
          "stopped on request before all is transformed; run the same command again");
    }
    Stage found = stages.get(stage);
    if (found == null) {
      throw new IllegalArgumentException("no stage '" + stage + "', stages: " + stages.keySet());
    }
    return found.page(state, cursor);
  }
}

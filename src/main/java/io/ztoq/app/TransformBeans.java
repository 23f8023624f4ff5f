package io.ztoq.app;

import io.ztoq.mapping.MappingRules;
import io.ztoq.settings.MigrationSettings;
import io.ztoq.settings.QTestSettings.CyclesAs;
import io.ztoq.settings.Settings;
import io.ztoq.transform.FinishTransformStep;
import io.ztoq.transform.MappingCoach;
import io.ztoq.transform.MappingFiles;
import io.ztoq.transform.StartTransformStep;
import io.ztoq.transform.Transform;
import io.ztoq.transform.TransformOptions;
import io.ztoq.transform.TransformPageStep;
import io.ztoq.transform.TransformSummary;
import java.time.Clock;
import java.util.Map;

/**
 * The beans of routes/transform, by name; and the services of the commands that look at a mapping.
 */
public final class TransformBeans {

  private TransformBeans() {}

  /**
   * {@code startTransform}, {@code transformPage} and {@code finishTransform}.
   *
   * @throws io.ztoq.failure.RunStopped (MAP-010 to MAP-015) when the mapping files have problems
   */
  public static Map<String, Object> of(Wiring wiring) {
    TransformOptions options = options(wiring.settings());
    Clock clock = Clock.systemUTC();
    Transform transform =
        new Transform(
            wiring.store(), wiring.projectKey(), rules(wiring.settings()), options, clock);
    return Map.of(
        "startTransform",
        new StartTransformStep(transform),
        "transformPage",
        new TransformPageStep(wiring.store(), options, clock, wiring.stopRequested()),
        "finishTransform",
        new FinishTransformStep(transform));
  }

  /** For {@code ztoq mapping suggest}. */
  public static MappingCoach coach(Wiring wiring) {
    return new MappingCoach(wiring.store(), wiring.projectKey(), rules(wiring.settings()));
  }

  /** For {@code ztoq migrate plan}. */
  public static TransformSummary summary(Wiring wiring) {
    return TransformSummary.read(wiring.store(), wiring.projectKey());
  }

  /** The rules of the mapping files that the settings name. */
  static MappingRules rules(Settings settings) {
    MigrationSettings migration = settings.migration();
    return MappingFiles.load(
        new MappingFiles.Places(
            migration.mappings(), migration.customFieldMap(), migration.users()));
  }

  private static TransformOptions options(Settings settings) {
    int pageSize =
        settings.performance().useBatchTransformer() ? settings.performance().batchSize() : 1;
    return new TransformOptions(
        pageSize,
        settings.migration().includeAttachments(),
        settings.qtest().approve(),
        settings.qtest().cyclesAs() == CyclesAs.TEST_SUITE,
        settings.qtest().attachmentLimit());
  }
}

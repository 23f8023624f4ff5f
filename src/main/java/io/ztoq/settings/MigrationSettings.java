package io.ztoq.settings;

import java.nio.file.Path;
import java.util.List;

/** Area {@code migration}: what a run does. */
public record MigrationSettings(
    @Key(value = "Whether only what changed since the last run is read", byDefault = "false")
        boolean incremental,
    @Key(value = "Whether files are migrated", byDefault = "true") boolean includeAttachments,
    @Key(value = "Phases of a run, in this order", byDefault = "extract,transform,load,validate")
        List<String> phases,
    @Key(value = "Most test cases that are read, for trying out; 0: all", byDefault = "0", min = 0)
        long limit,
    @Key(
            value =
                "Whether a failed run keeps what it wrote; ztoq always does, a rollback is a command of its own",
            byDefault = "false")
        boolean noRollback,
    @Key(value = "Folder with the routes", byDefault = "routes") Path routes,
    @Key(value = "Folder with the mapping files", byDefault = "config/mappings") Path mappings,
    @Key(
            value = "File that maps Zephyr custom field names to qTest labels",
            byDefault = "config/mappings/custom_fields_map.yaml")
        Path customFieldMap,
    @Key(value = "File that maps account ids to names", byDefault = "config/users.yaml") Path users,
    @Key(value = "Folder with the validation rules", byDefault = "config/validation")
        Path validation,
    @Key(value = "Folder for reports", byDefault = "reports") Path reports) {

  /** The phases in the order they run. */
  public static final List<String> ALL_PHASES = List.of("extract", "transform", "load", "validate");

  /** {@code all} stands for all phases. */
  public MigrationSettings {
    phases = phases.equals(List.of("all")) ? ALL_PHASES : List.copyOf(phases);
    for (String phase : phases) {
      if (!ALL_PHASES.contains(phase)) {
        String near =
            Nearest.to(phase, ALL_PHASES).map(one -> "; did you mean '" + one + "'?").orElse("");
        throw new IllegalArgumentException(
            "migration.phases: there is no phase '%s'%s; known: %s"
                .formatted(phase, near, String.join(", ", ALL_PHASES)));
      }
    }
    if (phases.isEmpty() || !phases.equals(ALL_PHASES.stream().filter(phases::contains).toList())) {
      throw new IllegalArgumentException(
          "migration.phases is '%s'; name each phase once and in the order %s"
              .formatted(String.join(",", phases), String.join(", ", ALL_PHASES)));
    }
  }
}

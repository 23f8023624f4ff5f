package io.ztoq.settings;

import java.nio.file.Path;
import java.util.List;

/** Area {@code migration}: what a run does. */
public record MigrationSettings(
    @Key(value = "Whether only what changed since the last run is read", byDefault = "false") boolean incremental,
    @Key(value = "Whether files are migrated", byDefault = "true") boolean includeAttachments,
    @Key(value = "Phases of a run, in this order", byDefault = "extract,transform,load,validate") List<String> phases,
    @Key(value = "Whether a failed run keeps what it wrote; ztoq always does, a rollback is a command of its own",
            byDefault = "false")
        boolean noRollback,
    @Key(value = "Folder with the routes", byDefault = "routes") Path routes,
    @Key(value = "Folder with the mapping files", byDefault = "config/mappings") Path mappings,
    @Key(value = "File that maps Zephyr custom field names to qTest labels", byDefault = "config/mappings/custom_fields_map.yaml")
        Path customFieldMap,
    @Key(value = "File that maps account ids to names", byDefault = "config/users.yaml") Path users,
    @Key(value = "Folder with the validation rules", byDefault = "config/validation") Path validation,
    @Key(value = "Folder for reports", byDefault = "reports") Path reports) {}

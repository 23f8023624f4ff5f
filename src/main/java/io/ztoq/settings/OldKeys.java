package io.ztoq.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of earlier tools and drafts; a file that still holds one fails with the key that replaced
 * it.
 */
final class OldKeys {

  private static final Map<String, String> REPLACEMENT =
      Map.ofEntries(
          Map.entry("zephyr.token", "zephyr.api_token"),
          Map.entry("zephyr.api-key", "zephyr.api_token"),
          Map.entry("zephyr.access-token", "zephyr.api_token"),
          Map.entry("zephyr.url", "zephyr.base_url"),
          Map.entry("zephyr.project", "zephyr.project_key"),
          Map.entry("qtest.token", "qtest.bearer_token"),
          Map.entry("qtest.api-token", "qtest.bearer_token"),
          Map.entry("qtest.url", "qtest.base_url"),
          Map.entry("qtest.project", "qtest.project_id"),
          Map.entry("database.db-type", "database.type"),
          Map.entry("database.db-path", "database.path"),
          Map.entry("database.user", "database.username"),
          Map.entry("database.name", "database.database"),
          Map.entry("performance.workers", "performance.max_workers"),
          Map.entry("migration.batch-size", "performance.batch_size"),
          Map.entry("migration.max-workers", "performance.max_workers"),
          Map.entry("migration.attachments", "migration.include_attachments"),
          Map.entry("network.retries", "network.retry_count"));

  private OldKeys() {}

  /** What to write instead of {@code path}, null when it never was a key. */
  static @Nullable String replacement(String path) {
    return REPLACEMENT.get(path);
  }
}

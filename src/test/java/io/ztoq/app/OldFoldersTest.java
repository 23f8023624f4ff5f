package io.ztoq.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import io.ztoq.run.Holder;
import io.ztoq.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldFoldersTest {

  private static final long NO_PROCESS = 4_000_000_000L;

  @TempDir Path folder;

  @Test
  void deletesWhatDeadRunsOfThisStoreLeftAndNothingElse() throws IOException {
    try (Store store = Stores.sqlite()) {
      String host = Holder.self().host();
      run(store, "run-killed", host, NO_PROCESS, null);
      run(store, "run-ended", "elsewhere", 1, Instant.now());
      run(store, "run-alive", host, Holder.self().pid(), null);
      run(store, "run-elsewhere", "elsewhere", 1, null);
      for (String name : new String[] {"killed", "ended", "alive", "elsewhere", "unknown"}) {
        Path inside = Files.createDirectories(folder.resolve("ztoq-run-" + name + "/deep"));
        Files.writeString(inside.resolve("file"), "bytes");
      }
      Files.writeString(folder.resolve("other"), "of somebody else");

      OldFolders.clean(store, folder);

      try (var left = Files.list(folder)) {
        assertThat(left.map(one -> one.getFileName().toString()))
            .containsExactlyInAnyOrder(
                "ztoq-run-alive", "ztoq-run-elsewhere", "ztoq-run-unknown", "other");
      }
    }
  }

  private static void run(Store store, String id, String host, long pid, Instant ended) {
    store.write(
        session ->
            session.update(
                """
                INSERT INTO run (run_id, project_key, command, phases, started_at, host, pid, ztoq_version, ended_at)
                VALUES (?, 'PAY', 'load', 'load', ?, ?, ?, 'test', ?)""",
                id,
                Instant.now(),
                host,
                pid,
                ended));
  }
}

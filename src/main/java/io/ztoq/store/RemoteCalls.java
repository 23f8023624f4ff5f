package io.ztoq.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code remote_call}: what was sent to the remote systems, added up per run, request and
 * status.
 */
public final class RemoteCalls {

  /**
   * One line of the table, or what is to be added to it.
   *
   * @param system zephyr or qtest
   * @param request method and path with names instead of ids
   * @param status of the answers, 0 where no whole answer came
   */
  public record Calls(
      String system,
      String request,
      int status,
      long count,
      long sentBytes,
      long receivedBytes,
      long totalMs) {}

  private final Store store;

  public RemoteCalls(Store store) {
    this.store = store;
  }

  /** Adds {@code more} to what the table already holds for the run. */
  public void add(String runId, List<Calls> more) {
    List<@Nullable Object[]> rows =
        more.stream()
            .map(
                calls ->
                    new @Nullable Object[] {
                      runId,
                      calls.system(),
                      calls.request(),
                      calls.status(),
                      calls.count(),
                      calls.sentBytes(),
                      calls.receivedBytes(),
                      calls.totalMs()
                    })
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    store.write(
        session -> {
          session.batch(
              """
              INSERT INTO remote_call(run_id, system, request, status, call_count, sent_bytes, received_bytes, total_ms)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)
              ON CONFLICT (run_id, system, request, status) DO UPDATE SET
                  call_count = remote_call.call_count + excluded.call_count,
                  sent_bytes = remote_call.sent_bytes + excluded.sent_bytes,
                  received_bytes = remote_call.received_bytes + excluded.received_bytes,
                  total_ms = remote_call.total_ms + excluded.total_ms
              """,
              rows);
          return rows.size();
        });
  }

  /** Everything that one run sent, by system, the most frequent first. */
  public List<Calls> ofRun(String runId) {
    return store.read(
        session ->
            session.query(
                """
                SELECT system, request, status, call_count, sent_bytes, received_bytes, total_ms
                FROM remote_call WHERE run_id = ? ORDER BY system, call_count DESC, request, status
                """,
                row ->
                    new Calls(
                        row.text("system"),
                        row.text("request"),
                        row.count("status"),
                        row.number("call_count"),
                        row.number("sent_bytes"),
                        row.number("received_bytes"),
                        row.number("total_ms")),
                runId));
  }
}

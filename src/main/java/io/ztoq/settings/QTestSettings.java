package io.ztoq.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Area {@code qtest}: the target. */
public record QTestSettings(
    @Key(value = "Address of the qTest site, without /api", required = true) URI baseUrl,
    @Key(value = "Number of the qTest project, which must exist", required = true, min = 1)
        long projectId,
    @Key(
            value = "Long-lived bearer token; or give username and password",
            secret = true,
            environment = "qtest_bearer_token")
        @Nullable String bearerToken,
    @Key(value = "Login name, when there is no bearer token") @Nullable String username,
    @Key(value = "Password of the login name", secret = true) @Nullable String password,
    @Key(
            value = "Site name for the password login; empty: the first label of base-url's host",
            byDefault = "")
        String siteName,
    @Key(value = "Requests per second that ztoq may send", byDefault = "20", min = 1, max = 100000)
        int requestsPerSecond,
    @Key(
            value =
                "Requests of the monthly contingent that are left untouched; the run stops before",
            byDefault = "1000",
            min = 0)
        long monthlyReserve,
    @Key(value = "Rows to ask for per list page, 1 to 999", byDefault = "500", min = 1, max = 999)
        int pageSize,
    @Key(
            value =
                "How long qTest may need until a write is seen by lists; an object in doubt is looked for that long",
            byDefault = "5s")
        Duration settleTime,
    @Key(value = "Whether migrated cases are approved", byDefault = "true") boolean approve,
    @Key(value = "What a Zephyr cycle becomes: test-cycle or test-suite", byDefault = "test-cycle")
        CyclesAs cyclesAs,
    @Key(
            value = "Number of the release below which the cycles go; 0: at the root",
            byDefault = "0",
            min = 0)
        long releaseId,
    @Key(value = "Largest file in bytes that is uploaded", byDefault = "52428800", min = 0)
        long attachmentLimit,
    @Key(
            value =
                "What to do when an object was edited in qTest since ztoq wrote it: skip, overwrite or fail",
            byDefault = "skip")
        OnConflict onConflict,
    @Key(
            value =
                "Whether missing custom fields are created; false: the run stops and names them",
            byDefault = "true")
        boolean createFields) {

  /** What a Zephyr cycle becomes. */
  public enum CyclesAs {
    TEST_CYCLE,
    TEST_SUITE
  }

  /** Answer to an object that somebody edited in qTest. */
  public enum OnConflict {
    SKIP,
    OVERWRITE,
    FAIL
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return Shown.of(this);
  }
}

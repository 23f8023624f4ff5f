package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.run.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param failure the line that says why it did not get to its end, null when it did
 * @param verdict what is left to look at
 * @param reports files written
 * @param summary the report as text, ends with a line break; empty when no phase began
 */
public record RunResult(
    String runId,
    ExitCode exitCode,
    @Nullable String failure,
    Verdict verdict,
    List<Path> reports,
    String summary) {}

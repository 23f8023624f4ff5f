package io.ztoq.flow.oracle;

import java.util.List;

/**
 * A run as it must stand.
 *
 * @param cycle marker of its cycle
 * @param logs in the order in which they must have been made; those of executions that are to have
 *     a log
 * @param isOptional when all its executions are rejected for a value of their own
 * @param executions all that count for it, with and without log
 */
record ExpectedRun(
    String key,
    String cycle,
    String caseKey,
    String environment,
    List<SourceExecution> logs,
    boolean isOptional,
    List<SourceExecution> executions) {}

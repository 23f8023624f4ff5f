/**
 * Runs: who works on which project, what state each phase is in, and how a run is asked to stop.
 * Start at {@link io.ztoq.run.RunBook}. Knows the store, no flow, neither Camel nor settings.
 */
@NullMarked
package io.ztoq.run;

import org.jspecify.annotations.NullMarked;

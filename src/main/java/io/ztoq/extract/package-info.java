/**
 * Extract: copies one Zephyr Scale project into the store. Lists first ({@link
 * io.ztoq.extract.PageRules}), then what hangs below single objects ({@link
 * io.ztoq.extract.DueDetails}). Knows nothing about qTest.
 */
@NullMarked
package io.ztoq.extract;

import org.jspecify.annotations.NullMarked;

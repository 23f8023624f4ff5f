/**
 * Simulated Zephyr Scale and qTest with sample data, as strict as api-contract.md: {@link
 * io.ztoq.sandbox.Sandbox} starts both on one loopback port. A product feature (demo, trials,
 * benchmarks), used by the tests too. Knows nothing of ztoq's flows, so that it cannot share their
 * mistakes.
 */
@NullMarked
package io.ztoq.sandbox;

import org.jspecify.annotations.NullMarked;

/**
 * The simulated Zephyr Scale Cloud v2, read-only for API clients. Start at {@link
 * io.ztoq.sandbox.zephyr.SimulatedZephyr}. Rules are from api-contract.md part 1.
 */
@NullMarked
package io.ztoq.sandbox.zephyr;

import org.jspecify.annotations.NullMarked;

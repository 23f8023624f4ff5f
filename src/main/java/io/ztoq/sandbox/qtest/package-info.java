/**
 * The simulated qTest Manager v3 with its state. Start at {@link
 * io.ztoq.sandbox.qtest.SimulatedQTest}. Rules are from api-contract.md part 2.
 */
@NullMarked
package io.ztoq.sandbox.qtest;

import org.jspecify.annotations.NullMarked;

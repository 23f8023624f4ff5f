/**
 * What may go wrong on the way: lost answers, resets, 5xx, 429, delays, cut bodies. Start at {@link
 * io.ztoq.sandbox.fault.Faults}. Knows no remote system.
 */
@NullMarked
package io.ztoq.sandbox.fault;

import org.jspecify.annotations.NullMarked;

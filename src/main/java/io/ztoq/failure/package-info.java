/**
 * The three failure kinds and the exit codes. Start at {@link io.ztoq.failure.Failure}. Knows
 * nothing but Java.
 */
@NullMarked
package io.ztoq.failure;

import org.jspecify.annotations.NullMarked;

/**
 * A run seen from outside while it works: progress on the terminal, MBeans. Must not influence the
 * run.
 */
@NullMarked
package io.ztoq.watch;

import org.jspecify.annotations.NullMarked;

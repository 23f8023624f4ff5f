/**
 * Takes back what ztoq created: in qTest only what nobody edited since, newest first. Start at
 * {@link io.ztoq.rollback.LoadRollback}. Knows the store and qTest's shapes, no other flow.
 */
@NullMarked
package io.ztoq.rollback;

import org.jspecify.annotations.NullMarked;

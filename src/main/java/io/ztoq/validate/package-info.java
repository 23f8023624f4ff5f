/**
 * The validate flow: gates between phases, and qTest read back field by field. Start at {@link
 * io.ztoq.validate.LiveValidation} and {@link io.ztoq.validate.Gates}. Must not know the other
 * flows or how documents were sent.
 */
@NullMarked
package io.ztoq.validate;

import org.jspecify.annotations.NullMarked;

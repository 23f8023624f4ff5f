/**
 * Looks at a live schema and compares it with what the migrations give on a scratch database. Start
 * at {@link io.ztoq.schema.inspect.SchemaSnapshot}. Changes no schema; must not know ztoq's store,
 * its flows or its settings.
 */
@NullMarked
package io.ztoq.schema.inspect;

import org.jspecify.annotations.NullMarked;

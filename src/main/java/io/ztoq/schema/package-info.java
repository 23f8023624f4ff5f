/**
 * Schema migrations of any database: applied, rolled back and recorded. Start at {@link
 * io.ztoq.schema.SchemaEngine}. Must not know ztoq's store, its flows or its settings.
 */
@NullMarked
package io.ztoq.schema;

import org.jspecify.annotations.NullMarked;

/**
 * Reads the canonical tables back in keyset pages, for the transform. Start at {@link
 * io.ztoq.store.source.Cases}. Rows that are gone from Zephyr are left out everywhere.
 */
@NullMarked
package io.ztoq.store.source;

import org.jspecify.annotations.NullMarked;

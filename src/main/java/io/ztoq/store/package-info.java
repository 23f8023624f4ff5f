/**
 * The store: the one place where the flows meet. Start at {@link io.ztoq.store.Store}; one
 * repository per table family. Must not know any flow, Camel or a remote system.
 */
@NullMarked
package io.ztoq.store;

import org.jspecify.annotations.NullMarked;

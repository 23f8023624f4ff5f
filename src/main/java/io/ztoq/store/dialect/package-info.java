/** The only place that knows which database it is: {@link io.ztoq.store.dialect.Dialect}. */
@NullMarked
package io.ztoq.store.dialect;

import org.jspecify.annotations.NullMarked;

/**
 * Camel glue in Java: retry, the way into a door, names of variables, workers. Start at {@link
 * io.ztoq.route.RetryTransientFailures}. Knows no flow.
 */
@NullMarked
package io.ztoq.route;

import org.jspecify.annotations.NullMarked;

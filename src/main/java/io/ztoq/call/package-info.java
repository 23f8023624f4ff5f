/**
 * What goes through a door to a remote system: {@link io.ztoq.call.ApiRequest} in, {@link
 * io.ztoq.call.ApiAnswer} out; and the pacing of a door. Knows neither Camel nor what the requests
 * mean.
 */
@NullMarked
package io.ztoq.call;

import org.jspecify.annotations.NullMarked;

/**
 * The canonical model: what a Zephyr Scale project consists of, as records without behaviour of any
 * system. Start at {@link io.ztoq.canonical.Entity}. Pure Java; knows neither Zephyr's JSON nor the
 * store.
 */
@NullMarked
package io.ztoq.canonical;

import org.jspecify.annotations.NullMarked;

/**
 * The shapes of Zephyr Scale Cloud API v2: {@link io.ztoq.zephyr.ZephyrRequests} builds requests,
 * {@link io.ztoq.zephyr.ZephyrPage} and {@link io.ztoq.zephyr.ZephyrObject} read answers leniently
 * (unknown keys, nulls and missing keys are normal; only what is needed is demanded). Knows neither
 * the store nor when to call.
 */
@NullMarked
package io.ztoq.zephyr;

import org.jspecify.annotations.NullMarked;

/**
 * Sample data of a Zephyr project: every entity is a pure function of a seed and its number. Start
 * at {@link io.ztoq.sandbox.sample.SampleProject}. Knows no HTTP.
 */
@NullMarked
package io.ztoq.sandbox.sample;

import org.jspecify.annotations.NullMarked;

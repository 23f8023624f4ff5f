/**
 * Typed settings: {@link io.ztoq.settings.Settings} is what config.yaml, the environment and the
 * command line add up to. Knows nothing but the failure kinds.
 */
@NullMarked
package io.ztoq.settings;

import org.jspecify.annotations.NullMarked;

/**
 * Composition root: settings to pools to beans to camel-main. The only package that wires; only the
 * command line imports it.
 */
@NullMarked
package io.ztoq.app;

import org.jspecify.annotations.NullMarked;

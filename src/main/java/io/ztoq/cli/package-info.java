/**
 * The command line: one class per verb, which parses, calls one service and prints. Start at {@link
 * io.ztoq.cli.Cli}. Loads Camel only through {@code app}, so that help is fast.
 */
@NullMarked
package io.ztoq.cli;

import org.jspecify.annotations.NullMarked;

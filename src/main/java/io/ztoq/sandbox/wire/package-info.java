/**
 * Requests and answers of the sandbox without any server's types, and the table of routes. Knows no
 * remote system.
 */
@NullMarked
package io.ztoq.sandbox.wire;

import org.jspecify.annotations.NullMarked;

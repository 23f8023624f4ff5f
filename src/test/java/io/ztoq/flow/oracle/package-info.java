/**
 * The yardstick: reads source and target over plain HTTP, computes from the mapping rules alone
 * what must stand in qTest, and lists every difference. Start at {@link
 * io.ztoq.flow.oracle.Oracle}. Must not know the product: an oracle that shares code with what it
 * judges shares its mistakes.
 */
package io.ztoq.flow.oracle;

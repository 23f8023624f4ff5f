/**
 * Benchmarks, not tests: {@code ./mvnw -Pbench -DskipTests verify} runs {@link io.ztoq.bench.Bench}
 * and prints the tables of docs/benchmarks.md. Every figure comes from processes of their own: the
 * jar as users run it, the sandbox, a bare client.
 */
package io.ztoq.bench;

/**
 * Whole runs against the sandbox: clean, with faults, killed, incremental; judged by the oracle.
 */
package io.ztoq.flow;

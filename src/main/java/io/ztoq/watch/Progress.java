package io.ztoq.watch;

/**
 * How far a phase is.
 *
 * @param phase name; a new one begins a new bar
 * @param done records that need no further work, rejected ones among them
 * @param total of the phase, 0 as long as it is not known; may grow
 * @param rejects of the phase
 */
public record Progress(String phase, long done, long total, long rejects) {}

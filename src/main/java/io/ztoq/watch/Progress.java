package io.ztoq.watch;

/**
 * How far a phase is.
 *
 * @param phase name; a new one begins a new bar
 * @param done records that need no further work, rejected ones among them
 * @param total of the phase, 0 as long as it is not known; may grow
 * @param rejects of the phase
 * @param trouble why nothing moves, empty while all is well
 */
public record Progress(String phase, long done, long total, long rejects, String trouble) {

  /** All is well. */
  public Progress(String phase, long done, long total, long rejects) {
    this(phase, done, total, rejects, "");
  }
}

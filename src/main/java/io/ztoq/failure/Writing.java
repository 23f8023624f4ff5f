package io.ztoq.failure;

import java.io.IOException;
import java.util.Locale;

/** Why a file could not be written, for messages and exit codes. */
public final class Writing {

  private Writing() {}

  /**
   * Whether there is no room; operating systems say so in the text of the exception only (Linux,
   * macOS: ENOSPC and EDQUOT; Windows: error 112).
   */
  public static boolean isOutOfRoom(IOException problem) {
    String text = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded");
  }

  /** 3 when there is no room, 2 when the user named a place that cannot be written. */
  public static ExitCode exitCode(IOException problem) {
    return isOutOfRoom(problem) ? ExitCode.UNREACHABLE : ExitCode.USAGE;
  }

  /** What to do about it: make room, or {@code otherwise}. */
  public static String cure(IOException problem, String otherwise) {
    return isOutOfRoom(problem) ? "make room there, or " + otherwise : otherwise;
  }
}

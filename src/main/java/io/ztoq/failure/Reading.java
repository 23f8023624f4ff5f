package io.ztoq.failure;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read, in words for a message. */
public final class Reading {

  private Reading() {}

  /** Looks through the causes, since parsers wrap what reading met. */
  public static String why(Exception problem) {
    Throwable innermost = problem;
    for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoSuchFileException) {
        return "there is no such file";
      } else if (cause instanceof AccessDeniedException) {
        return "there is no permission to read it";
      } else if (cause instanceof CharacterCodingException) {
        return "it is not UTF-8 text";
      }
      innermost = cause;
    }
    String said = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    return said.equals("Is a directory") ? "it is a folder" : said;
  }
}
